"""What paper 001 says of mirror descent: equations 3 to 18, both propositions, theorem 3.1 and algorithm 1."""

from papers.adamal.online import SETTING, budgets, identity
from papers.adamal.rounds import (
    average_beside_sum,
    convergence,
    forgotten,
    leader_and_mirror,
    minima,
    mirror_and_projection,
    settings,
)
from papers.alike import apart, same
from papers.record import Chosen, Exact, Item, Predicate

OURS = Chosen("Beale's valley, η = 0.05, 300 steps", "the paper runs none of its equations on anything")
INTERVAL = Chosen("(x − ½)²/2 on [0.01, 2] from 1, η = 0.3, 20 steps", "the paper has no example")
REDDI = Chosen("Reddi's problem, period 3, slopes 3 and −1", "the paper names it and runs nothing on it")


ITEMS = (
    Item(
        "001", "equations 3 to 6", "2.1", "equation",
        "Mirror descent with ψ = |x|²/2 is projected gradient descent; it is also known as the proximal point"
        " algorithm.",
        mirror_and_projection,
        printed=(same("half_square", "equation 5's minimum is equation 6's step"),),
        claims=(same("proximal_point", "it is the proximal point too"),),
        printed_tex=r"x_{t+1} = \arg\min_x \langle g_t, x\rangle + \tfrac{1}{2\eta_t}|x - x_t|^2",
        chosen=(INTERVAL,),
        note="The equations are right; the name is right for a linear f only. Rockafellar's algorithm minimises f"
        " itself, not its tangent: at η = 3 on x²/2 it converges and gradient descent diverges.",
    ),
    Item(
        "001", "proposition 1", "2.1", "proposition",
        "For any convex ψ, mirror descent gives the sequence of projected gradient descent.",
        mirror_and_projection,
        printed=(
            same("half_square", "the paths are one for x²/2"),
            same("entropy", "the paths are one for x ln x"),
        ),
        printed_tex=r"\text{MDA} \equiv \text{PGD for every convex } \psi",
        corrected_tex=r"\text{MDA} \equiv \text{projection by } D_\psi;\; \text{PGD only for } \psi = |x|^2/2",
        chosen=(INTERVAL,),
        note="For x ln x a step is x e^(−η g), by hand and in the run: from 1 with η g = 0.15 to 0.861, not 0.85. It is"
        " the projected one of ψ's own distance, not of a norm as equation 3 has it.",
    ),
    Item(
        "001", "proposition 2", "2.1", "proposition",
        "Mirror descent with a penalty Ψ and follow-the-proximally-regularized-leader give the same points.",
        leader_and_mirror,
        printed=(same("apart_printed", "equation 10 with φ up to t gives equation 9's points"),),
        corrected=(same("apart", "with φ up to t − 1 it does"), same("apart_free", "without Ψ both do")),
        printed_tex=r"g_{1:t}\cdot x + \phi_{1:t}\cdot x + \Psi(x) + R_{1:t}(x)",
        corrected_tex=r"g_{1:t}\cdot x + \phi_{1:t-1}\cdot x + \Psi(x) + R_{1:t}(x)",
        chosen=(Chosen("Ψ = 0.3 |x|, 200 random slopes, rates 1/√t", "the paper has no example"),),
    ),
    Item(
        "001", "equations 7 to 12", "2.2", "equation",
        "Gradient descent at rates η_t minimises all gradients and Σ σ |x − x_τ|²/2 with Σ σ = 1/η_t.",
        minima, settings("sgd"),
        printed=(same("apart", "the minima are the run's points"),),
        printed_tex=r"x_{t+1} = \arg\min_x g_{1:t}\cdot x + \tfrac12 \sum_\tau \sigma_\tau |x - x_\tau|^2",
        chosen=(OURS,),
    ),
    Item(
        "001", "equation 13, Adam", "3.1", "equation",
        "Adam minimises a corrected sum of gradients beside Σ σ |x − x_τ|²/2 with Σ σ = √v.",
        minima, settings("adam"),
        printed=(same("apart_printed", "the minima with the exponent t + 1 − i are the run's points"),),
        corrected=(same("apart", "with t + 1 − τ they are"),),
        printed_tex=r"g_{1:t,i} - \sum_\tau \beta_1^{t+1-i} g_{\tau,i},\quad \sum_\tau\sigma_\tau = \sqrt{v_t}",
        corrected_tex=(
            r"g_{1:t,i} - \sum_\tau \beta_1^{t+1-\tau} g_{\tau,i},\quad \sum_\tau\sigma_\tau = \sqrt{v_t}/\eta"
        ),
        chosen=(OURS,),
        note="i numbers the entry; and the rate η is left out, as if it were 1.",
    ),
    Item(
        "001", "equation 13, SGDM", "3.1", "equation",
        "SGD with momentum has the same form with ρ = 1/(1 − β₁) = 10 before the gradients.",
        average_beside_sum,
        printed=(same("apart", "the minima with ρ are heavy ball's points"),),
        printed_tex=r"\arg\min_x \tfrac{1}{1-\beta_1}\left(g_{1:t} - \dots\right) x"
        r" + \tfrac12\sum_\tau \sigma_\tau^* |x - x_\tau|^2",
        expected={"rho": Exact(10.0)},
        chosen=(Chosen("a round bowl, η = 0.05", "ours"),),
    ),
    Item(
        "001", "corollary 2", "3.1", "proposition",
        "A larger ρ makes SGDM more sensitive to changes of the loss than Adam.",
        average_beside_sum,
        claims=(apart("apart_same_rate", "an average at ten times the rate takes other steps than the sum"),),
        note="ρ is a unit of the rate: the average at 10 η and the sum at η are one path.",
    ),
    Item(
        "001", "equation 14", "3.2", "equation",
        "Σ σ is √v for Adam, and the root of the sum of squares for AdaGrad.",
        minima, settings("adagrad"),
        printed=(same("apart", "with these Σ σ the minima are AdaGrad's points"),),
        printed_tex=r"\sum_\tau \sigma_\tau = \sqrt{\textstyle\sum_\tau g_\tau^2}",
        chosen=(OURS,),
    ),
    Item(
        "001", "claim budget", "3.2", "claim",
        "Where B falls, σ < 0 makes the region of search infinite and the parameters go out of control.",
        minima, settings("adam"),
        claims=(
            Predicate("σ < 0 happens", lambda m: m["negative"] > 0),
            Predicate("the sum is then without a minimum", lambda m: m["curvature"] <= 0),
        ),
        chosen=(OURS,),
        note="Only Σ σ = √v/η is the curvature, and it stays positive: each minimum exists and is Adam's step.",
    ),
    Item(
        "001", "equation 15", "3.2", "equation",
        "Γ = √v_t/η_t − √v_{t−1}/η_{t−1} is taken to be at least 0, and is not for Adam.",
        budgets, online=SETTING,
        claims=(
            Predicate("Adam's Γ falls below 0", lambda m: m["adam_gamma"] > 0),
            Predicate("AMSGrad's never does", lambda m: m["amsgrad_gamma"] == 0),
            Predicate("AdamAL's never does", lambda m: m["adamal_gamma"] == 0),
            Predicate("AdaGrad's never does", lambda m: m["adagrad_gamma"] == 0),
        ),
        chosen=(REDDI,),
        figure="gamma",
    ),
    Item(
        "001", "equation 16", "3.2", "equation",
        "AMSGrad takes v_t = max(v_t, v_{t−1}); AdamAL is another rule.",
        identity, online=SETTING,
        printed=(same("divisor_from_reddi", "fed back, the maximum is Reddi's AMSGrad"),),
        claims=(apart("divisor", "AdamAL's B is not that of equation 16"),),
        printed_tex=r"v_t = \max(v_t, v_{t-1})",
        corrected_tex=r"\hat v_t = \max(\hat v_{t-1}, v_t),\; v_t \text{ kept apart}",
        note="max(β₂ v + (1 − β₂) g², v) = β₂ v + (1 − β₂) max(g², v): equation 16 is AdamAL.",
        chosen=(REDDI,),
    ),
    Item(
        "001", "equation 17", "3.3", "equation",
        "After a swap AMSGrad's v forgets the discarded gradient.",
        forgotten, moves="Averages of squares know no rate.",
        printed=(same("printed", "the real value is as equation 17 has it"),),
        corrected=(same("amsgrad", "with g² it is what Reddi's average is"),),
        claims=(
            Predicate("a gradient is discarded", lambda m: m["swapped"] == 1),
            apart("equation_16", "equation 16 forgets it"),
            apart("amsgrad", "AMSGrad as published forgets it"),
        ),
        printed_tex=r"v_{t+2} = \beta_2^2 v_t + (1-\beta_2)\beta_2 g_{t+1}^2 + (1-\beta_2) g_{t+2}",
        corrected_tex=r"v_{t+2} = \beta_2^2 v_t + (1-\beta_2)\beta_2 g_{t+1}^2 + (1-\beta_2) g_{t+2}^2",
        chosen=(Chosen("gradients 3, 0.1, 2 at β₂ = 0.9", "any that make a swap"),),
    ),
    Item(
        "001", "equation 18", "3.3", "equation",
        "AdamAL's v forgets nothing.",
        forgotten, moves="Averages of squares know no rate.",
        claims=(
            same("adamal", "AdamAL's v after a swap is the real one"),
            apart("adamal_beside_16", "it is another than equation 16's"),
        ),
        chosen=(Chosen("gradients 3, 0.1, 2 at β₂ = 0.9", "any that make a swap"),),
        note="max(g², v) = v is what it takes in: the discarded gradient is lost all the same.",
    ),
    Item(
        "001", "algorithm 1", "3.3", "algorithm",
        "AdamAL takes max(g², v) into v, which then never falls.",
        minima, settings("adamal"),
        claims=(Predicate("no weight is below 0", lambda m: m["negative"] == 0),),
        conventions={"β₁ for v, as line 7 prints": settings("adamal", second_decay="beta1")},
        chosen=(OURS, Chosen("β₂ for v", "line 7 prints β₁, the text has β₂")),
    ),
    Item(
        "001", "theorem 3.1", "3.3", "theorem",
        "Σ ⟨∇f, ∇f/√v⟩ is bounded by sums of steps and of changes of the rates, times constants.",
        convergence,
        printed=(
            Predicate(
                "a finer run's left side grows no more than its sums do",
                lambda m: m["printed"] <= max(1.0, m["steps"], m["changes"], m["squares"]),
            ),
        ),
        corrected=(
            Predicate(
                "with α_t it does not grow",
                lambda m: m["corrected"] <= max(1.0, m["steps"], m["changes"], m["squares"]),
            ),
        ),
        printed_tex=r"E\sum_t \langle\nabla f, \nabla f/\sqrt{v_t}\rangle \le \dots + A_2 \sum |\cdot|_2^2",
        corrected_tex=r"E\sum_t \alpha_t\langle\nabla f, \nabla f/\sqrt{v_t}\rangle \le \dots + A_2 \sum |\cdot|_2^2",
        chosen=(Chosen("the bowl; α/100 with 100 times the steps", "constants that hold for one must for the other"),),
        note="The constants are not given, so the bound itself cannot be computed: only what no constants could mend."
        " Printed, the second and the third sum are the same, so one of them is likely to have been another; the text"
        " does not say which.",
    ),
)  # fmt: skip
