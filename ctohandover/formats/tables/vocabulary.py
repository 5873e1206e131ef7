"""The words that tables are written with, in both languages: headings, levels, days, roles and answers.

All comparing is done on folded text: no accents, no case, anything that is neither letter nor figure is one space.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ctohandover.domain.accesses import Sort
from ctohandover.domain.assessments import Method
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Role
from ctohandover.domain.subjects import Criticality
from ctohandover.domain.templates import OFFSET_LIMIT
from ctohandover.domain.transition import PHASE_OFFSET, Phase, State

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEITHER = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A text as it is compared: "Personnes requises :" and "personnes  REQUISES" are the same."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return " ".join(_NEITHER.sub(" ", bare).split())


_NEITHER_IN_NAMES = re.compile(r"[^\w+#]+|_+")


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """A name as it is compared: like `fold`, but C, C# and C++ stay three skills."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return " ".join(_NEITHER_IN_NAMES.sub(" ", bare).split())


def _table(**words: str) -> dict[str, str]:
    """Folded word -> field, from "a, b, c" per field."""
    return {fold(word): field for field, listed in words.items() for word in listed.split(",")}


def _words(listed: str) -> frozenset[str]:
    return frozenset(fold(word) for word in listed.split(","))


# Heading -> field, for every table that we read.
PERSON: Final = _words(
    "person,people,name,full name,member,team member,employee,who,developer,personne,personnes,nom,prénom,"
    "nom et prénom,prénom nom,prénom et nom,membre,collaborateur,collaboratrice,qui,développeur,salarié"
)
SUBJECT: Final = _words(
    "skill,skills,item,subject,element,topic,competence,competency,decision,system,duty,access,"
    "compétence,compétences,élément,éléments,sujet,savoir-faire,décision,système,responsabilité,accès"
)
LEVEL_HEADINGS: Final = _words("level,score,rating,niveau,note,cotation")
ASSESSMENT: Final = {
    **dict.fromkeys(PERSON, "person"),
    **dict.fromkeys(SUBJECT, "subject"),
    **dict.fromkeys(LEVEL_HEADINGS, "level"),
    **_table(
        day="date,day,on,assessed on,jour,le,date du positionnement",
        method="method,how,how it is known,méthode,comment,source,comment on le sait",
        evidence="evidence,proof,comment,remark,preuve,preuves,commentaire,remarque",
        category="category,area,domain,group,family,catégorie,domaine,famille,groupe,thème",
        criticality="criticality,how critical,critical,criticité,importance",
        needed="needed,people needed,required,target,requis,requises,personnes requises,nécessaire,minimum,cible",
    ),
}
SUBJECT_FIELDS: Final = frozenset({"category", "criticality", "needed"})
PERSON_FIELDS: Final = _words("role,team,e-mail,mail,job,rôle,équipe,courriel,poste,fonction,métier")
SUMMARIES: Final = _words(  # no "max": that is a name
    "total,sum,average,median,count,coverage,autonomous,holders,autonomous inside,"
    "somme,moyenne,médiane,nombre,couverture,autonomes,autonomes en interne"
)
PEOPLE: Final = {
    **dict.fromkeys(PERSON, "name"),
    **_table(
        role="role,job,function,rôle,poste,fonction",
        internal="internal,where,inside,internal external,inside or external,interne,interne externe,"
        "interne ou externe,situation,statut,status",
        on_site="on site,sur site,sur place,présentiel",
        active_from="from,since,start,first day,arrival,depuis,depuis le,début,du,arrivée,premier jour,date d'arrivée",
        active_to="to,until,end,last day,departure,jusqu'au,fin,au,départ,dernier jour,date de départ",
        days_a_month="days a month,days per month,days month,jours par mois,jours mois,j mois",
        spare_hours="hours a week to spare,spare hours,hours to spare,hours a week,heures par semaine disponibles,"
        "heures disponibles,heures par semaine,h semaine",
        note="note,notes,comment,remark,commentaire,remarque",
    ),
}
SKILLS: Final = {
    **dict.fromkeys(SUBJECT | _words("name,title,nom,titre,intitulé"), "name"),
    **{heading: field for heading, field in ASSESSMENT.items() if field in SUBJECT_FIELDS},
    **_table(description="description,details,what it is,détail,détails,précisions"),
}
CHECKLIST: Final = _table(
    code="code,no,number,id,numéro,n°,réf,référence",
    phase="phase,step,étape",
    area="area,domain,category,domaine,catégorie",
    title="title,item,task,what,titre,point,tâche,élément,intitulé,quoi",
    blocker="blocker,blocking,point bloquant,bloquant",
    offset="offset,offset days,days,days from the handover day,décalage,jours,jours depuis le jour j,décalage en jours",
    due="due,due date,due day,deadline,échéance,date d'échéance,pour le",
    owner="owner,done by,doer,responsible,responsable,fait par,qui fait,porteur",
    signer="signer,signed by,signs,approver,validé par,valide,valideur,qui valide,signataire",
    state="state,status,état,statut,avancement",
    evidence="evidence,proof,preuve,preuves",
)

ACCESSES: Final = {
    **dict.fromkeys(_words("access,name,title,item,accès,nom,titre,intitulé"), "title"),
    **_table(
        sort="kind,type,sort,nature,catégorie d'accès",
        criticality="criticality,how critical,critical,criticité,importance",
        needed="needed,people needed,required,requis,requises,personnes requises,nécessaire",
        area="area,domain,folder,group,domaine,dossier,groupe",
        address="address,url,website,web site,site,login uri,adresse,lien,site web",
        account="account,login,user name,username,login username,compte,identifiant,utilisateur,nom d'utilisateur",
        supplier="supplier,vendor,provider,fournisseur,prestataire,éditeur",
        registered="registered to,owner,holder,in the name of,au nom de,titulaire,propriétaire",
        admins="administered by,administrators,administrator,admin,admins,"
        "administré par,administrateurs,administrateur",
        users="used by,users,user,utilisé par,utilisateurs",
        mail="recovery e-mail,recovery email,recovery mail,e-mail,mail,"
        "courriel de récupération,courriel,e-mail de secours",
        phone="phone,recovery phone,telephone,téléphone,téléphone de secours",
        card="card,payment card,carte,carte de paiement,carte bancaire",
        factor="second factor,2fa,mfa,two factor,double authentification,second facteur",
        renews="renews,renews on,renewal,expires,expiry,renouvellement,échéance,expire le,date d'échéance",
        notice="notice,notice days,notice in days,préavis,préavis en jours",
        cost="cost,cost a year,price,yearly cost,coût,coût par an,coût annuel,prix",
        place="secret,where the secret is,vault,coffre,où est le secret,emplacement du secret",
        shared="shared,shared secret,partagé,secret partagé",
        notes="notes,note,remark,comment,remarque,commentaire",
    ),
}
SORTS: Final[Mapping[str, Sort]] = {
    fold(word): sort
    for sort, words in {
        Sort.ACCOUNT: "account,login,service,saas,compte,identifiant",
        Sort.DOMAIN: "domain,domain name,dns,registrar,domaine,nom de domaine",
        Sort.CLOUD: "cloud,cloud root,cloud root account,hosting,compte racine,compte racine cloud,hébergement",
        Sort.APP_STORE: "app store,store,magasin d'applications",
        Sort.REPOSITORY: "repository,repo,git,dépôt",
        Sort.CONTRACT: "contract,contrat",
        Sort.LICENCE: "licence,license,licence logicielle",
        Sort.DEVICE: "device,laptop,phone,appareil,matériel,ordinateur",
        Sort.KEY: "key,api key,ssh key,token,clé,clef,jeton",
        Sort.CERTIFICATE: "certificate,tls,ssl,certificat",
    }.items()
    for word in (*words.split(","), sort.value)
}
COMPANYS: Final = _words(
    "company,the company's,company's,ours,entreprise,l'entreprise,société,la société,à l'entreprise"
)
NONE_OF_IT: Final = _words("none,there is none,no,aucun,aucune,il n'y en a pas,sans,non")

NOTHING: Final = frozenset(fold(word) for word in (
    "n/a", "na", "#n/a", "nc", "n.c.", "nr", "none given", "not assessed", "not known", "unknown", "blank", "nsp",
    "sans objet", "non évalué", "non évaluée", "non renseigné", "non renseignée", "inconnu", "à évaluer",
))  # fmt: skip
_LEVELS: Final[Mapping[str, Level]] = {
    fold(word): Level(level)
    for level, words in enumerate((
        "none,aucun,aucune,has not met it,does not know it,has none,never met it,"
            "ne la connaît pas,ne connaît pas,jamais rencontré,n'a aucun accès",
        "seen,has seen it,vu,a vu,was shown it,has read it,knows that it exists,"
            "a vu faire,l'a lue,a lu,sait que l'accès existe",
        "with help,avec aide,avec de l'aide,does it with help or written steps,explains it with the text at hand,"
        "has user access,fait avec de l'aide ou un mode opératoire,l'explique avec le texte sous les yeux,"
        "a un accès utilisateur",
        "alone,autonome,en autonomie,autonomous,does it alone,does it alone the usual failure included,"
        "explains it unaided rejected options too,explains it back unaided rejected options too,"
        "has admin access and has used it,seul,seule,fait en autonomie panne courante comprise,"
        "l'explique sans aide options écartées comprises,a un accès administrateur et s'en est servi",
        "teaches,can teach,peut former,forme,formateur,handles the unusual brought someone to 3,"
        "could change or reverse it,can grant and recover it,gère l'inhabituel a amené quelqu'un au niveau 3,"
        "saurait la modifier ou revenir dessus,peut donner l'accès et le récupérer",
    ))
    for word in words.split(",")
}  # fmt: skip
_LEVEL_FIGURE = re.compile(
    r"(?:niveau|level|niv\.?|lvl|n|l)?\s*([0-4])(?:[.,]0+)?(?:\s*/\s*4)?(?:\s*[-–—:.)(=]\s*[^\W\d].*)?", re.I | re.S
)
METHODS: Final[Mapping[str, Method]] = {
    fold(word): method
    for method, words in {
        Method.SELF: "self,self assessment,says so themselves,auto,auto-positionnement,auto-évaluation,soi-même",
        Method.LEAD: "lead,manager,the lead's view,responsable,avis du responsable,chef",
        Method.PEER: "peer,colleague,a colleague's view,pair,collègue,avis d'un collègue",
        Method.SESSION: "session,seen in a session,séance,vu en séance",
        Method.DRILL: "drill,shown in a drill,exercice,prouvé lors d'un exercice",
    }.items()
    for word in words.split(",")
}
CRITICALITIES: Final[Mapping[str, Criticality]] = {
    fold(word): found
    for found, words in {
        Criticality.LOW: "low,minor,faible,basse,mineure,normale",
        Criticality.HIGH: "high,medium,élevée,elevé,haute,forte,importante,moyenne",
        Criticality.VITAL: "vital,critical,vitale,critique",
    }.items()
    for word in words.split(",")
}
ROLES: Final[Mapping[str, Role]] = {
    fold(word): role
    for role, words in {
        Role.OUTGOING_CTO: "outgoing cto,fractional cto,cto,cto sortant,cto à temps partagé,cto externe",
        Role.RELAY: "relay,relay lead,deputy,relais,relais sur place,suppléant,lead developer,tech lead",
        Role.FOUNDER: "founder,ceo,direction,fondateur,fondatrice,dirigeant,dirigeante,président,présidente,dg,pdg",
        Role.MEMBER: "member,team member,team,developer,équipe,membre,développeur,développeuse,collaborateur",
        Role.INCOMING_CTO: "incoming cto,successor,permanent cto,successeur,cto en cdi,nouveau cto,cto entrant",
        Role.ADVISER: "adviser,advisor,lawyer,dpo,accountant,conseil,conseil externe,avocat,avocate,expert-comptable",
    }.items()
    for word in (*words.split(","), role.value)
}
STATES: Final[Mapping[str, State]] = {
    fold(word): state
    for state, words in {
        State.TODO: "to do,open,à faire,ouvert",
        State.DOING: "in progress,started,en cours,commencé",
        State.GIVEN: "evidence given,awaiting sign-off,preuve donnée,preuve fournie,à valider",
        State.VERIFIED: "verified,done,signed,vérifié,validé,fait,terminé",
        State.STALE: "stale,review due,à revérifier,à revoir",
        State.NOT_APPLICABLE: "not applicable,n/a,sans objet,non applicable",
    }.items()
    for word in (*words.split(","), state.value)
}
PHASES: Final[Mapping[str, Phase]] = {
    fold(word): phase
    for phase, words in {
        Phase.MAP: "map,cartographier",
        Phase.WRITE: "write and shadow,write,écrire et observer,écrire",
        Phase.PROVE: "prove,prouver",
        Phase.SWITCH: "switch,basculer,bascule",
        Phase.STEADY: "steady,stabiliser",
        Phase.CLOSE: "close,close out,clore",
    }.items()
    for word in words.split(",")
}
YES: Final = _words("yes,y,true,1,x,oui,o,vrai,internal,inside,interne,cdi,salarié,salariée")
NO: Final = _words("no,n,false,0,non,faux,external,externe,outside,freelance,prestataire,indépendant,indépendante")
_BLANK = re.compile(r"[\s\-–—−·•.?/_…]*")  # a tick or a star is no blank: somebody meant something by it


def is_nothing(text: str) -> bool:
    """Whether a cell says that nobody was asked: empty, a dash, a dot, n/a."""
    return _BLANK.fullmatch(text) is not None or fold(text) in NOTHING


def level_of(text: str) -> Level | None:
    """A level from its figure ("3", "3 - autonome", "niveau 3", "3/4") or its words; None where it is neither."""
    if figure := _LEVEL_FIGURE.fullmatch(text.strip()):
        return Level(int(figure[1]))
    return _LEVELS.get(fold(text))


def yes_or_no(text: str) -> bool | None:
    """None where it is neither; an empty cell is for the caller to tell apart."""
    folded = fold(text)
    if folded in YES or text.strip() in ("✓", "✔", "☑"):
        return True
    return False if folded in NO or text.strip() in ("-", "✗", "☐") else None


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)")
_SERIAL = re.compile(r"[2-6]\d{4}(?:[.,]\d+)?")
_EXCEL_BEGINS = date(1899, 12, 30)


_OFFSET = re.compile(r"(?:[DTJ]\s*)?([-−+]?)\s*(\d{1,4})(?:\s*(?:days?|jours?|d|j))?", re.I)


def offset_of(text: str) -> int | None:
    """Days from the handover day: "-30", "T-30", "J+30", "D0", "jour J"; None where it is no such thing."""
    text = text.strip()
    if fold(text) in ("jour j", "d day", "handover day"):
        return 0
    match = _OFFSET.fullmatch(text)
    if match is None or int(match[2]) > OFFSET_LIMIT:
        return None
    return -int(match[2]) if match[1] in ("-", "−") else int(match[2])


def phase_of(text: str) -> Phase | None:
    """A phase by its word, or by its usual offset ("T-60", "J-60")."""
    offset = offset_of(text) if not text.strip().isdecimal() else None
    for phase, days in PHASE_OFFSET.items():
        if days == offset:
            return phase
    return PHASES.get(fold(text))


def day_of(text: str) -> date | None:
    """A day as ISO, day first with points, slashes or dashes, or as the number that Excel keeps it by (of 1954 to
    2091). None where it is none of them."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        year = int(match[3])
        return _day(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    if _SERIAL.fullmatch(text):
        return _EXCEL_BEGINS + timedelta(days=int(re.split("[.,]", text)[0]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1950 <= year <= 2150 else None
    except ValueError:
        return None


def number_of(text: str) -> float | None:
    """A figure with a point or a comma, spaces between thousands allowed."""
    bare = re.sub(r"\s", "", text).replace(",", ".")
    return float(bare) if re.fullmatch(r"[-+]?\d{1,9}(\.\d{1,9})?", bare) else None
