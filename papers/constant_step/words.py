"""What paper 003 says of Adam with a constant step in theory: abstract, theorem 1, its proof, appendix."""

from papers.alike import one, same
from papers.constant_step.runs import (
    NEAR,
    at_rest,
    constant,
    definition,
    descending,
    descent,
    falling,
    lost,
    omitted,
    settings,
    telescope,
    theorem,
)
from papers.record import Chosen, Item, Predicate

ON_A_BOWL = Chosen("x² + y² from (1000, 750), 100 steps at the theorem's own rate", "the paper runs it on no formula")
FOR_LONG = Chosen("x² + y² from (1, 0.75), η = 0.001, 200,000 steps", "the paper gives no example")
ALGEBRA = "It is algebra of the proof and takes no step."
BOUNDED = Predicate("the least gradient norm stays below the bound", lambda m: m["least"] <= m["printed"])
C_EXISTS = Predicate("there is a c above 0 at every step", lambda m: m["c"] > 0)
DOWNHILL = Predicate("no step goes uphill or along a level", lambda m: m["uphill"] == 0)
PSI = Predicate("ψ₁ is positive along the run", lambda m: m["psi"] > 0)
VANISHES = Predicate("the gradient goes to zero and stays there", lambda m: m["late"] < 1e-6 * m["start"])
NEARER = {"from (1, 0.75), 1,500 steps": settings(NEAR, 1_500)}
MISSES = (
    "The two sides differ in unit: from far enough, or for a loss of large enough numbers, any run breaks it. From"
    " (1, 0.75) it holds twenty times over."
)

ITEMS = (
    Item(
        "003", "abstract 1", "abstract", "claim",
        "With a constant step that is small enough Adam's gradients go to zero.",
        at_rest, constant(),
        claims=(VANISHES, Predicate("it comes near zero again and again", lambda m: m["late_least"] < 1e-6)),
        chosen=(FOR_LONG,),
        conventions={"η = 10⁻⁵": constant(steps=1_000_000, lr=1e-5), "ε = 1": constant(epsilon=1.0)},
        note="Near the minimum v fades until the step no longer holds, and Adam is thrown out again. Only ε of the size"
        " of η κ f″/2 stops that.",
    ),
    Item(
        "003", "abstract 2", "abstract", "claim",
        "A bound says by when deterministic Adam has come near a critical point.",
        theorem, settings(), claims=(BOUNDED,), chosen=(ON_A_BOWL,), conventions=NEARER, note=MISSES,
    ),
    Item(
        "003", "claim falling steps", "1", "claim",
        "Under a falling rate the steps may vanish where the gradient does not; at a constant rate they cannot.",
        at_rest, falling(),
        claims=(
            Predicate("under the falling rate the steps vanish", lambda m: m["step"] < 1e-12),
            Predicate("and the gradient has not", lambda m: m["late_least"] > 0.1 * m["start"]),
        ),
        chosen=(Chosen("plain descent on x² + y², η = 0.001 falling to a 10⁻¹²th", "the paper has no example"),),
        conventions={"constant, η = 0.01": falling("constant", 0.01)},
        note="So it is for plain descent, whose constant rate takes it to the minimum; under 1/√t it would arrive too.",
    ),
    Item(
        "003", "definition 1", "2", "equation",
        "A function is called K-Lipschitz where K/2 times the squared distance bounds it above its tangent.",
        definition,
        printed=(Predicate("it holds for x² + y² with K = 2, its gradient's constant", lambda m: m["smooth"] == 0),),
        claims=(Predicate("it holds for |x| + 10⁻⁴ |y|, which is Lipschitz, with some K", lambda m: m["sharp"] == 0),),
        printed_tex=r"f(y) \le f(x) + \nabla f(x)^T(y - x) + \tfrac K2 |y - x|^2",
        chosen=(Chosen("10,000 pairs of points, K up to 10⁶", "the definition is for all"),),
        moves="It is about a function, not a run.",
        note="What it defines is K-smooth. The experiments take K for the other thing, a Lipschitz constant.",
    ),
    Item(
        "003", "theorem 1", "3", "theorem",
        "At the rate √(2 (L₀ − L*) / (K δ² T)) the least gradient norm of T steps is at most"
        " (2 K δ² (L₀ − L*) / T)^¼.",
        theorem, settings(),
        printed=(BOUNDED,),
        corrected=(C_EXISTS,),
        claims=(BOUNDED,),
        printed_tex=r"\min_{t<T} |\nabla L(w_t)| \le \left(\frac{2K\delta^2}{T}\,(L(w_0)-L^*)\right)^{1/4}",
        corrected_tex=r"\min_{t<T} |\nabla L(w_t)| \le"
        r" \frac{1}{\sqrt c}\left(\frac{2K\delta^2}{T}\,(L(w_0)-L^*)\right)^{1/4},\; c > 0",
        chosen=(ON_A_BOWL,),
        conventions=NEARER,
        note=MISSES + " With 1/√c the units agree, and there is no c. The run's gradients are bounded: outside of where"
        " it goes the loss may go on straight.",
    ),
    Item(
        "003", "equation 6", "3", "equation",
        "A step changes the loss by at most −α ∇L·A m + ½ K α² λ² (1 − β₁ᵗ)² a².",
        descent, settings(),
        printed=(Predicate("no step of the run exceeds it", lambda m: m["excess"] < 1e-12),),
        printed_tex=r"L' - L \le -\alpha \nabla L^T A m + \tfrac K2 \alpha^2 \lambda^2 (1-\beta_1^t)^2 a^2",
        chosen=(ON_A_BOWL,),
    ),
    Item(
        "003", "proof, identity", "3", "equation",
        "P_t − β₁ᵗ P₀ is a sum of β₁ʲ (P_{t−j} − β₁ P_{t−j−1}).",
        telescope,
        printed=(same("printed", "the sum from j = 1 is the left side"),),
        corrected=(same("from_0", "the sum from j = 0 is"),),
        printed_tex=r"P_t - \beta_1^t P_0 = \sum_{j=1}^{t-1} \beta_1^j (P_{t-j} - \beta_1 P_{t-j-1})",
        corrected_tex=r"P_t - \beta_1^t P_0 = \sum_{j=0}^{t-1} \beta_1^j (P_{t-j} - \beta_1 P_{t-j-1})",
        chosen=(Chosen("random P, t = 20", "an identity holds for any"),),
        moves=ALGEBRA,
    ),
    Item(
        "003", "equation 8", "3", "equation",
        "Adam's step goes downhill: ∇L·A m is at least c |∇L|² with a c above 0.",
        descending, constant(20_000),
        printed=(DOWNHILL,),
        claims=(DOWNHILL,),
        printed_tex=r"\nabla L(w_t)^T A_t m_t \ge c\,|\nabla L(w_t)|^2,\quad c > 0",
        chosen=(Chosen("x² + y² from (1, 0.75), η = 0.001, 20,000 steps", "the paper gives no example"),),
        conventions={"from (1000, 750), 100 steps at the theorem's rate": settings()},
        note="Once past the minimum the average still points the old way. On the way there every step goes downhill.",
    ),
    Item(
        "003", "proof, b", "3", "equation",
        "b = α √T makes the sum of two terms least.",
        lost,
        printed=(one("printed_b", "at b as printed the sum is the bound"),),
        corrected=(one("own_b", "at α √T it is"),),
        printed_tex=r"b = \sqrt{2 (L_0 - L^*)\,\delta^2 / (K\delta^2)}",
        corrected_tex=r"b = \sqrt{2 (L_0 - L^*) / (K\delta^2)}",
        chosen=(Chosen("L₀ − L* = 1.5, K = 2, δ = 40, T = 900, c = 1", "any do"),),
        moves=ALGEBRA,
    ),
    Item(
        "003", "proof, last line", "3", "equation",
        "The root of the sum of two terms is the bound.",
        lost,
        printed=(one("printed", "for c = 0.01 the root is the bound"),),
        corrected=(one("corrected", "with 1/√c before it, it is"),),
        printed_tex=r"\left(\frac{2K\delta^2}{T}(L_0 - L^*)\right)^{1/4}",
        corrected_tex=r"\frac{1}{\sqrt c}\left(\frac{2K\delta^2}{T}(L_0 - L^*)\right)^{1/4}",
        chosen=(Chosen("L₀ − L* = 1.5, K = 2, δ = 40, T = 900, c = 0.01", "any do"),),
        moves=ALGEBRA,
    ),
    Item(
        "003", "claim δ omitted", "4", "equation",
        "The experiments' rate leaves δ out, and keeps the theorem's core.",
        omitted, settings(NEAR, 1_500),
        printed=(Predicate("it is the theorem's rate within a factor of 10", lambda m: m["times"] < 10),),
        printed_tex=r"\alpha \approx \sqrt{2 L(w_0) / (K T)}",
        chosen=(Chosen("x² + y² from (1, 0.75), 1,500 steps", "δ of a network is not given"),),
        moves="It compares two rates and takes neither.",
        note="δ is at least 1/√(1 − β₂) = 32: after one step √v is that much less than the gradient.",
    ),
    Item(
        "003", "appendix, c > 0", "appendix", "proposition",
        "c is positive, since σ is large enough beside γ.",
        theorem, settings(),
        printed=(C_EXISTS,),
        claims=(
            Predicate("σ may be above what c > 0 takes, and below γ as the proof supposes", lambda m: m["ratio"] < 1),
        ),
        printed_tex=r"(1-\beta_1)\,\lambda_{\min} - (\beta_1-\beta_1^t)\,\lambda_{\max}\,\gamma/\sigma \ge c > 0",
        chosen=(ON_A_BOWL,),
        conventions={"β₁ = 0.1, β₂ = 0.9, 10 steps": constant(10, beta1=0.1, beta2=0.9), **NEARER},
        note="At β₁ = 0.9 it takes σ > 9 γ in the end, while γ, the largest gradient so far, is above σ: from the third"
        " step on no run has both. The appendix sets ρ = 0 and then bounds 1/√v by 1/ε.",
    ),
    Item(
        "003", "equation 13", "appendix", "equation",
        "ψ₁ = (1 − β₁) σ / (β₁ γ) − 1 is positive, and γ/ψ₁ is less than ε.",
        theorem, settings(),
        printed=(PSI,),
        claims=(PSI, Predicate("it is at least for σ = γ", lambda m: m["psi_most"] > 0)),
        printed_tex=r"\psi_1 = \frac{(1-\beta_1)\,\sigma}{\beta_1 \gamma} - 1 > 0,\; \gamma/\psi_1 = \epsilon - \psi_2",
        chosen=(ON_A_BOWL,),
        conventions={"β₁ = 0.1, β₂ = 0.9, 10 steps": constant(10, beta1=0.1, beta2=0.9)},
        note="ε would also have to be above the largest gradient.",
    ),
    Item(
        "003", "conclusion 1", "5", "claim",
        "Deterministic Adam with a constant step converges to a critical point.",
        at_rest, constant(),
        claims=(VANISHES, Predicate("it comes near one", lambda m: m["late_least"] < 1e-6)),
        chosen=(FOR_LONG,),
        conventions={"η = 10⁻⁵": constant(steps=1_000_000, lr=1e-5), "ε = 1": constant(epsilon=1.0)},
    ),
)  # fmt: skip
