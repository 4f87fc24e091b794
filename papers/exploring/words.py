"""What paper 002 says in formulas and of noise and flats: its abstract, sections 1 to 4, and propositions 1 to 3."""

from papers.alike import same
from papers.exploring.crossing import ages, bounds, coasted, factor, settings
from papers.exploring.formulas import adagrads, adams, descents, rmsprops, steady
from papers.exploring.noisy import variance
from papers.record import Chosen, Item, Predicate, Printed

IN_RATES = "It is measured in η, which is a unit of length here."
NO_RATE = "The average of gradients knows no rate."
OVER = Chosen("300 random gradients, and the explorer's rule beside the formula", "a formula holds for any")
RAMP = Chosen(
    "the plateau with slope 1 and width 1, η = 0.01, averages from 0, corrected", "the paper runs nothing on a flat"
)

FADES = Predicate("the variance goes on falling: from a quarter of the steps to all it halves",
                  lambda m: m["end"] < 0.6 * m["quarter"])  # fmt: skip
ZERO = Predicate("it ends near 0", lambda m: m["end"] < 0.1 * m["kappa"])
NOISE = Chosen("slope 1, σ = 1, 20,000 paths of 60 steps", "the paper has no example; Gaussian noise, all independent")
RESTS = (
    "Var m rises to σ² κ with κ = (1 − β₁) / (1 + β₁), and stays: an average over the last ten gradients cannot become"
    " one over T."
)
DOUBT = Predicate("no farther than about ten of its largest steps", lambda m: m["steps"] < 10.5)

ITEMS = (
    Item(
        "002", "abstract 1", "abstract", "claim",
        "The variance of Adam's steps goes to zero, though more slowly than Adam itself converges.",
        variance, claims=(FADES, ZERO), chosen=(NOISE,), moves=NO_RATE, note=RESTS,
    ),
    Item(
        "002", "abstract 4", "abstract", "claim",
        "Adam can cross flats to a certain extent, which is of doubtful use.",
        coasted, settings(),
        claims=(
            Predicate("Adam goes on after landing", lambda m: m["adam"] > 0),
            Predicate("it comes to rest", lambda m: m["adam"] < m["bound"]),
            DOUBT,
        ),
        chosen=(RAMP,),
    ),
    Item(
        "002", "claim unbiased", "1", "claim",
        "Other gradient methods step along unbiased gradients, so that they stop as soon as they reach a flat.",
        coasted, settings(),
        claims=(
            Predicate("plain descent, AdaGrad and RMSProp stop where they land",
                      lambda m: max(m["sgd"], m["adagrad"], m["rmsprop"]) == 0),
            Predicate("so does the heavy ball", lambda m: m["heavy-ball"] == 0),
        ),
        chosen=(RAMP,),
        note="A heavy ball coasts in proportion to the slope: 90 η after a slope of 1, ten times as far as Adam here.",
    ),
    Item(
        "002", "equation 1", "2.1", "equation",
        "Stochastic gradient descent steps along the gradient, scaled by the rate.",
        descents, printed=(same("equation_1", "its steps are the rule's"),), chosen=(OVER,), moves=IN_RATES,
        printed_tex=r"w_{t+1} = w_t - \eta\, \nabla L(w_t)",
    ),
    Item(
        "002", "equation 2", "2.1", "equation",
        "AdaGrad divides the rate by the sum of all squared gradients.",
        adagrads,
        printed=(same("printed", "without a root the steps are AdaGrad's"),),
        corrected=(
            same("rooted", "with the root of the sum they are"),
            Predicate("and have no unit, as section 2.3 says", lambda m: abs(m["scaled"] - 1) < 1e-9),
        ),
        printed_tex=r"w_{t+1} = w_t - \frac{\eta}{\sum_i g_i^2}\, g_t",
        corrected_tex=r"w_{t+1} = w_t - \frac{\eta}{\sqrt{\sum_i g_i^2}}\, g_t",
        chosen=(OVER,), moves=IN_RATES,
    ),
    Item(
        "002", "equation 3", "2.1", "equation",
        "RMSProp divides by the root of a moving average of squares.",
        rmsprops,
        printed=(same("printed", "with 1 − β₁ before the square the steps are RMSProp's"),),
        corrected=(same("own_decay", "with 1 − β₂ they are"),),
        printed_tex=r"\sigma_t^2 = \beta_2 \sigma_{t-1}^2 + (1 - \beta_1)\, g_t^2",
        corrected_tex=r"\sigma_t^2 = \beta_2 \sigma_{t-1}^2 + (1 - \beta_2)\, g_t^2",
        chosen=(OVER,), moves=IN_RATES,
        note="At 0.9 and 0.999 the average is a hundred times too large, and every step a tenth.",
    ),
    Item(
        "002", "figure 1", "2.1", "algorithm",
        "Adam as it was first defined.",
        adams, printed=(same("figure_1", "its steps are the rule's"),), chosen=(OVER,), moves=IN_RATES,
        printed_tex=r"\theta_t = \theta_{t-1} - \alpha\, \hat m_t / (\sqrt{\hat v_t} + \epsilon)",
    ),
    Item(
        "002", "equation 4", "2.2", "equation",
        "The corrections can be gathered into one factor, with ε times the root of 1 − β₂ᵗ.",
        adams, printed=(same("equation_4", "its steps are the corrected rule's"),), chosen=(OVER,), moves=IN_RATES,
        printed_tex=r"\frac{g_t}{\sigma_t + \epsilon\sqrt{1-\beta_2^t}}\,\frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t}",
    ),
    Item(
        "002", "equation 5", "2.2", "equation",
        "In the long run the correction may be left out.",
        adams,
        printed=(same("equation_5", "its steps are the uncorrected rule's"),),
        claims=(
            Predicate("after 10,000 steps it changes a step by less than 1 in 10,000",
                      lambda m: m["correction_late"] < 1e-4),
        ),
        chosen=(OVER, Chosen("10,000 steps for the long run", "the paper gives no number")), moves=IN_RATES,
        printed_tex=r"w_{t+1} = w_t - \eta\,\frac{g_t}{\sigma_t + \epsilon}",
        note="At the first step it is a factor of 0.32, and who is first on a saddle or in a valley depends on it.",
    ),
    Item(
        "002", "claim no unit", "2.3", "claim",
        "A step of Adam, RMSProp or AdaGrad has no unit: a hundredfold loss changes none.",
        steady,
        claims=(same("apart_steep", "on a slope of 1,000 Adam steps as on one of 1"),), moves=IN_RATES,
        chosen=(Chosen("ε = 0", "ε is the one number that has the unit of a gradient"),),
    ),
    Item(
        "002", "claim variance", "3", "equation",
        "By the central limit theorem the variance of the averaged gradient falls as 1/√T.",
        variance, printed=(FADES,), claims=(ZERO,),
        printed_tex=r"\operatorname{Var} g_T \to 0 \text{ as } 1/\sqrt{T}",
        corrected_tex=r"\operatorname{Var} g_T = \sigma^2\,\tfrac{1-\beta_1}{1+\beta_1}\,(1 - \beta_1^{2T})",
        chosen=(NOISE,), moves=NO_RATE, note=RESTS,
    ),
    Item(
        "002", "claim hypercube", "3", "equation",
        "Under a gradient that stays, every step ends near a corner of a cube, whatever the gradient's size.",
        steady,
        printed=(
            same("apart", "the uncorrected step is (1 − β₁ᵗ) / √(1 − β₂ᵗ) η"),
            same("apart_steep", "and the same on a slope of 1,000"),
        ),
        claims=(same("corner", "corrected, each step is η long along each axis"),),
        printed_tex=r"w_{t+1} - w_t = -\operatorname{sgn}(g)\,\eta\,\frac{1-\beta_1^t}{\sqrt{1-\beta_2^t}}",
        chosen=(Chosen("ε = 0, 200 steps", "the formula is up to ε"),), moves=IN_RATES,
    ),
    Item(
        "002", "proposition 1", "4", "proposition",
        "No step of Adam is longer than 7.3 η, whatever the gradients.",
        bounds,
        printed=(
            Predicate("no length of the worst gradients drives a longer step", lambda m: m["exceeded"] < 1 + 1e-9),
            Predicate("long ones drive one as long", lambda m: abs(m["step_run"] / m["step"] - 1) < 1e-9),
        ),
        expected={"step": Printed(7.3, 1), "step_run": Printed(7.3, 1)},
        printed_tex=r"|w' - w| \le \eta\,\frac{\sqrt{\beta_2}(1-\beta_1)}{\sqrt{(1-\beta_2)(\beta_2-\beta_1^2)}}",
        chosen=(Chosen("gradients that fall by β₁/β₂ going back", "the case of equality in the paper's own proof"),),
        moves=IN_RATES,
    ),
    Item(
        "002", "proposition 1, its proof", "4", "equation",
        "The correction factor is at most 1 at every step, since β₂ exceeds β₁².",
        factor,
        printed=(
            Predicate("it is at most 1 for all decays with β₂ > β₁²", lambda m: m["grid_largest"] <= 1),
            Predicate("β₂ᵗ ≥ β₁²ᵗ − 2 β₁ᵗ says when", lambda m: m["printed_sign"] == 0),
        ),
        corrected=(
            Predicate("it is exactly where β₂ ≥ β₁ (2 − β₁)", lambda m: m["misjudged"] == 0),
            Predicate("β₂ᵗ ≥ 2 β₁ᵗ − β₁²ᵗ says when", lambda m: m["right_sign"] == 0),
        ),
        printed_tex=r"\beta_2^t \ge \beta_1^{2t} - 2\beta_1^t \;\Leftarrow\; \beta_2 > \beta_1^2",
        corrected_tex=r"\beta_2^t \ge 2\beta_1^t - \beta_1^{2t} \;\forall t \iff \beta_2 \ge \beta_1(2-\beta_1)",
        claims=(Predicate("at 0.9 and 0.999 it is at most 1", lambda m: m["largest"] <= 1),),
        chosen=(Chosen("decays from 0 to 0.99 in steps of 0.03, 400 steps", "the proposition names none"),),
        moves="The factor has no rate in it.",
    ),
    Item(
        "002", "proposition 2", "4", "proposition",
        "Over a flat Adam goes at most 73 η.",
        bounds,
        printed=(
            Predicate("the worst gradients drive it no farther", lambda m: m["way_run"] < m["way"] * (1 + 1e-9)),
            Predicate("and as far, counted from the last place on the slope",
                      lambda m: abs(m["way_run"] / m["way"] - 1) < 1e-9),
        ),
        expected={"way": Printed(73, 0), "way_run": Printed(73, 0)},
        printed_tex=r"\eta\,\frac{\beta_2(1-\beta_1)}{(\sqrt{\beta_2}-\beta_1)\sqrt{(1-\beta_2)(\beta_2-\beta_1^2)}}",
        chosen=(Chosen("the worst gradients of proposition 1", "they make the first of the steps longest"),),
        moves=IN_RATES,
        note="The sum begins with the step that a gradient still drives: after landing the bound is 65.76 η.",
    ),
    Item(
        "002", "equation 7", "4", "equation",
        "Over a flat Adam goes 1 / (1 − β₁/√β₂) times its last step.",
        bounds,
        printed=(Predicate("it does after the worst gradients",
                           lambda m: abs(m["steps_run"] / m["series"] - 1) < 1e-9),),
        printed_tex=r"\lim_{s\to\infty} |w_s - w_0| \le"
        r" \eta\,\frac{|g_0|}{\sigma_0}\,\frac{1}{1 - \beta_1/\sqrt{\beta_2}}",
        chosen=(Chosen("the worst gradients of proposition 1", "the bound is met without correction"),),
        moves=IN_RATES,
        note="Counted with the last step itself, which a gradient still drives.",
    ),
    Item(
        "002", "claim ten steps", "4", "claim",
        "Over a flat Adam goes about as far as ten of its steps.",
        bounds, expected={"steps": Printed(10, 0)}, moves=IN_RATES,
        chosen=(Chosen("the largest step", "the paper counts in those"),),
    ),
    Item(
        "002", "claim any surface", "4", "claim",
        "The way over a flat does not depend on the loss.",
        coasted, settings(),
        claims=(
            Predicate("Adam goes as far after a ramp of slope 1 as after one of 0.01, but for ε",
                      lambda m: abs(m["adam_1"] / m["adam_0.01"] - 1) < 1e-4),
            Predicate("and no farther than the bound", lambda m: m["adam"] <= m["bound"]),
        ),
        chosen=(RAMP,),
        note="It depends on what the ramp was like: 9 η after a steady one, 65.76 η after the worst.",
    ),
    Item(
        "002", "claim unlike every other", "4", "claim",
        "Adam can cross flats unlike every other stochastic gradient method.",
        coasted, settings(),
        claims=(Predicate("no other goes as far as Adam",
                          lambda m: m["adam"] > max(m["heavy-ball"], m["sgd"], m["adagrad"], m["rmsprop"])),),
        chosen=(RAMP,),
        conventions={"slope 0.1": settings(0.1), "slope 0.01": settings(0.01)},
        note="The heavy ball goes farther where the ramp is steeper than about 0.1.",
    ),
    Item(
        "002", "proposition 3", "5", "proposition",
        "Adam's step is the longer, the more recent the mass of its gradients is.",
        ages,
        printed=(
            Predicate("a single gradient drives ever shorter steps as it ages", lambda m: m["grows"] == 0),
            same("ratio", "each β₁ / √β₂ of the one before"),
        ),
        claims=(
            Predicate("all mass on the newest gradient drives the longest step of any history",
                      lambda m: m["newest"] >= m["spread"]),
        ),
        printed_tex=r"|w_{t+1} - w_t| \propto (\beta_1/\sqrt{\beta_2})^{t-i}",
        moves=IN_RATES,
        chosen=(Chosen("ε = 0, uncorrected", "the proof supposes both"),),
        note="The proof is about one gradient. Of several, those that fall by β₁/β₂ going back drive 7.27 η, the newest"
        " alone 3.16 η.",
    ),
)  # fmt: skip
