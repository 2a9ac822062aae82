"""The TeX of the characters that formulas of MathML are written with."""

_GREEK_FROM = 0x3B1  # α; the small letters follow in this order
_GREEK = """alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma
sigma tau upsilon varphi chi psi omega"""
_CAPITALS = {"Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi",
             "Ω": "Omega", "ϕ": "phi", "ϵ": "epsilon", "ϑ": "vartheta", "ℓ": "ell"}  # fmt: skip
_OPERATORS = {
    "∑": "sum", "∫": "int", "∏": "prod", "∞": "infty", "≤": "leq", "≥": "geq", "≠": "neq", "→": "to", "∈": "in", "×": "times",
    "·": "cdot", "⋅": "cdot", "±": "pm", "∓": "mp", "∂": "partial", "∇": "nabla", "∀": "forall", "∃": "exists", "∉": "notin",
    "⊂": "subset", "⊆": "subseteq", "∪": "cup", "∩": "cap", "∅": "emptyset", "⇒": "Rightarrow", "⇔": "Leftrightarrow",
    "↦": "mapsto", "≈": "approx", "≡": "equiv", "∼": "sim", "≪": "ll", "≫": "gg", "∝": "propto", "∥": "parallel",
    "⟨": "langle", "⟩": "rangle", "…": "ldots", "⋯": "cdots", "∘": "circ", "⊗": "otimes", "⊕": "oplus", "∮": "oint",
    "∧": "wedge", "∨": "vee", "¬": "neg", "⊥": "perp",
}  # fmt: skip
_OTHERS = {
    "−": "-", "\u2061": "", "\u2062": "", "\u2063": "", "\xa0": " ", "{": r"\{", "}": r"\}", "%": r"\%", "′": "'",
    "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℂ": r"\mathbb{C}", "ℚ": r"\mathbb{Q}",
}  # fmt: skip

SYMBOLS = {
    **{chr(at): rf"\{name} " for at, name in enumerate(_GREEK.split(), _GREEK_FROM)},
    **{sign: rf"\{name} " for sign, name in {**_CAPITALS, **_OPERATORS}.items()},
    **_OTHERS,
}
_FUNCTIONS = """arccos arcsin arctan cos cosh cot coth csc deg det dim exp gcd inf ker lim liminf limsup ln log
max min sec sin sinh sup tan tanh"""
FUNCTIONS = frozenset(_FUNCTIONS.split())
