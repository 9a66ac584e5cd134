"""Entities, the names of special characters (Org manual: Special Symbols)."""

from collections.abc import Mapping

_AS_IN_HTML = """
Agrave agrave Aacute aacute Acirc acirc Amacr amacr Atilde atilde Auml auml Aring aring
AElig aelig Ccedil ccedil Egrave egrave Eacute eacute Ecirc ecirc Euml euml Igrave igrave
Iacute iacute inodot Icirc icirc Iuml iuml Ntilde ntilde Ograve ograve Oacute oacute Ocirc
ocirc Otilde otilde Ouml ouml Oslash oslash OElig oelig Scaron scaron szlig Ugrave ugrave
Uacute uacute Ucirc ucirc Uuml uuml Yacute yacute Yuml yuml fnof real image weierp ell imath
jmath Alpha alpha Beta beta Gamma gamma Delta delta Epsilon epsilon Zeta zeta Eta eta Theta
theta thetasym vartheta Iota iota Kappa kappa Lambda lambda Mu mu nu Nu Xi xi Omicron
omicron Pi pi Rho rho Sigma sigma sigmaf varsigma Tau Upsilon upsih upsilon Phi phi varphi
Chi chi Psi psi tau Omega omega piv varpi alefsym aleph gimel beth ETH eth THORN thorn
hellip middot iexcl iquest shy ndash mdash quot acute ldquo rdquo bdquo lsquo rsquo sbquo
laquo raquo lsaquo rsaquo circ vert brvbar sect amp lt gt plus dagger Dagger nbsp ensp emsp
thinsp curren cent pound yen euro dollar copy reg trade minus pm plusmn times frasl colon
div frac12 frac14 frac34 permil sup1 sup2 sup3 radic sum prod micro macr deg prime Prime
infin prop propto not wedge vee cap cup smile frown int therefore there4 because sim cong
asymp approx ne equiv triangleq le leq ge geq lessgtr lesseqgtr ll Ll gg Gg ggg prec
preccurlyeq succ succcurlyeq sub subset sup supset nsub sube nsup supe setminus forall exist
empty emptyset isin in notin ni nabla ang angle perp parallel sdot lceil rceil lfloor rfloor
lang rang langle rangle hbar mho larr leftarrow lArr Leftarrow uarr uparrow uArr Uparrow
rarr rightarrow rArr Rightarrow darr downarrow dArr Downarrow harr leftrightarrow hArr
Leftrightarrow crarr bull bullet lowast oplus otimes check checkmark para ordf ordm cedil
oline uml zwnj zwj lrm rlm clubs clubsuit spades spadesuit hearts heartsuit diams
diamondsuit diamond Diamond loz
"""
_THEMSELVES = """
arccos arcsin arctan arg cos cosh cot coth csc det dim exp gcd hom inf ker lg lim liminf
limsup ln log max min Pr sec sin sinh tan tanh
"""

#: The HTML of each entity, a character reference or plain letters (org-entities).
ENTITIES: Mapping[str, str] = {
    **{name: f"&{name};" for name in _AS_IN_HTML.split()},
    **{name: name for name in _THEMSELVES.split()},
    "AA": "&Aring;",
    "Idot": "&idot;",
    "varepsilon": "&epsilon;",
    "acutex": "&acute;x",
    "partial": "&part;",
    "dalet": "&daleth;",
    "dots": "&hellip;",
    "cdots": "&ctdot;",
    "vbar": "|",
    "S": "&sect;",
    "tilde": "~",
    "slash": "/",
    "under": "_",
    "equal": "=",
    "asciicirc": "^",
    "dag": "&dagger;",
    "ddag": "&Dagger;",
    "EUR": "&euro;",
    "USD": "$",
    "infty": "&infin;",
    "neg": "&not;",
    "land": "&and;",
    "lor": "&or;",
    "simeq": "&cong;",
    "neq": "&ne;",
    "lll": "&Ll;",
    "preceq": "&prcue;",
    "succeq": "&sccue;",
    "exists": "&exist;",
    "nexist": "&exist;",
    "nexists": "&exist;",
    "cdot": "&sdot;",
    "gets": "&larr;",
    "to": "&rarr;",
    "hookleftarrow": "&crarr;",
    "star": "*",
    "ast": "&lowast;",
    "odot": "o",
    "smiley": "&#9786;",
    "blacksmile": "&#9787;",
    "sad": "&#9785;",
    "frowny": "&#9785;",
}
