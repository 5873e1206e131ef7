"""The words that real repositories use, as data: one table a question, languages side by side.

Everything here is compared after `fold`, so accents, case and the two Unicode forms of a letter do not matter, and a
new language is a new line.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ctohandover.domain.decisions import RelationKind
from ctohandover.formats.adr.languages import STATUS_WORDS, fold


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {fold(word): meaning for meaning, words in rows.items() for word in words.split(",")}


# --- status words: the table is in `languages` -------------------------------------------------------------------
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u1100-\u11ff\uac00-\ud7af]")
_LONGEST_FIRST = sorted(STATUS_WORDS, key=lambda word: (-len(word), word))
_UNSPACED = re.compile("|".join(re.escape(word) for word in _LONGEST_FIRST if _CJK.search(word)))
_TOKEN = re.compile(r"\w+")
_BY_TOKEN: dict[str, list[str]] = {}
for _word in _LONGEST_FIRST:
    if not _CJK.search(_word):
        _BY_TOKEN.setdefault(_TOKEN.findall(_word)[0], []).append(_word)


class StatusWord(NamedTuple):
    word: str
    start: int
    end: int


def status_words_in(text: str) -> list[StatusWord]:
    """The status words of a folded text, the longest where several start at one place. Looked up token by token: one
    pattern of all the words would try four hundred of them at each letter."""
    found = []
    for token in _TOKEN.finditer(text):
        start = token.start()
        for word in _BY_TOKEN.get(token[0], ()):
            end = start + len(word)
            if text.startswith(word, start) and not text[end : end + 1].isalnum():
                found.append(StatusWord(word, start, end))
                break
    if not text.isascii():
        found += [StatusWord(match[0], *match.span()) for match in _UNSPACED.finditer(text)]
        found.sort(key=lambda item: item.start)
    return found


PARTLY = re.compile(
    r"(?:part(?:ly|ial|ially)|partiellement|en partie|teilweise|delvis|parcialmente|parzialmente|gedeeltelijk"
    r"|部分|частично|czesciowo)[\s:]*\Z"
)
NEGATION = re.compile(r"(?:^|\s)(?:not|never|nicht|noch nicht|pas|non|ikke|inte|nao|no|niet|не|未)(?: \w+)?[\s:]*\Z")

# --- the names of fields: keys of front matter, lists and tables, and headings of one-field sections -----------------
_FIELDS = _table(
    {
        "status": (
            "status,statut,état,stato,estado,situação,estatus,stav,tilstand,tila,stan,статус,状态,狀態,ステータス,상태,وضعیت,"
            "state,decision status,adr status,record status,current status,adr state"
        ),
        "date": (
            "date,datum,data,fecha,dato,дата,日期,日付,날짜,تاریخ,dag,"
            "date decided,decided,decision date,date of decision,"
            "decided on,decided at,accepted on,date accepted,accepted,adopted,approved,approved on,date approved,"
            "approval date,adoption date,date de décision,date de la décision,entscheidungsdatum,beschlossen am,"
            "data da decisão,fecha de decisión,data decisione,besluttet dato,beslutningsdato,datum beslut"
        ),
        "created": (
            "created,created on,created at,creation date,date created,recorded,proposed,proposed on,submitted,"
            "date proposed,started,start date,initial date,published,erstellt,erstellt am,date de création,"
            "créé le,criado em,opprettet,creado,предложено,создано,提议,创建日期"
        ),
        "updated": (
            "updated,updated on,last updated,last update,date updated,last modified,lastmod,last reviewed,modified,"
            "mis à jour,dernière mise à jour,aktualisiert,zuletzt aktualisiert,oppdatert,atualizado,actualizado"
        ),
        "deciders": (
            "deciders,decider,decision makers,decision maker,decisionmakers,decisionmaker,decided by,"
            "ultimate decision maker,ultimate decision makers,"
            "deciding,decision owners,approvers,approver,approved by,décideurs,décideur,décideuses,décisionnaires,"
            "décisionnaire,décidé par,entscheider,entscheidungsträger,entschieden von,beslutningstakere,"
            "beslutningstagere,"
            "beslutningstaker,beslutningstager,besluttet av,beslutsfattare,decisores,decisor,decididores,decisori,"
            "tomadores de decisão,decidido por,besluitvormers,beslissers,决策者,決策者,决定者,意思決定者,"
            "решающие,принимающие решение,лица принимающие решение,تصمیم گیرندگان"
        ),
        "supersedes": (
            "supersedes,supercedes,superseding,replaces,obsoletes,remplace,annule et remplace,supplante,ersetzt,"
            "löst ab,erstatter,ersätter,substitui,sustituye,reemplaza,sostituisce,vervangt,取代,替代,заменяет"
        ),
        "superseded_by": (
            "superseded by,superceded by,superseeded by,replaced by,obsoleted by,remplacé par,remplacée par,"
            "superseded,ersetzt durch,"
            "abgelöst durch,erstattet av,erstattet med,erstattet af,ersatt av,substituído por,substituída por,"
            "reemplazado por,sustituido por,sostituito da,superato da,vervangen door,被取代,取代者,заменено на"
        ),
        "amends": "amends,updates,modifie,ändert,endrer,altera,modifica,wijzigt,修订,изменяет",
        "amended_by": (
            "amended by,updated by,modifié par,geändert durch,endret av,alterado por,modificado por,"
            "modificato da,gewijzigd door,изменено"
        ),
        "tags": "tags,tag,étiquettes,schlagworte,labels",
    }
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_EDGES = re.compile(r"^[\W\d_]+|[\W_]+$")


@lru_cache(maxsize=8192)
def field_of(key: str) -> str:
    """The field that a key, a table cell or a heading names; empty for anything else."""
    key = key.replace("(s)", "s").replace("\N{ZERO WIDTH SPACE}", "")
    key = _CAMEL.sub(" ", key).replace("_", " ").replace("-", " ")
    return _FIELDS.get(fold(_EDGES.sub("", key)), "")


# --- the sections of a record ----------------------------------------------------------------------------------------
_SECTIONS = _table(
    {
        "context": (
            "context,contexte,kontext,kontekst,contexto,contesto,контекст,上下文,背景,コンテキスト,맥락,زمینه,background,problem,"
            "problem statement,issue,motivation,problème,énoncé du problème,problemstellung,ausgangslage,bakgrunn,"
            "bakgrund,problema,problema,situation,introduction,why,summary,abstract"
        ),
        "decision": (
            "decision,décision,entscheidung,beslutning,beslut,decisão,decisión,decisione,besluit,beslissing,решение,"
            "决策,决定,決定,決策,결정,تصمیم,resolution,outcome,decision outcome,solution,chosen option,"
            "résultat de la décision,decyzja,what,proposal,proposed solution,proposition,approach,decisions"
        ),
        "consequences": (
            "consequences,consequence,conséquences,konsequenzen,konsekvenser,consequências,consecuencias,conseguenze,"
            "gevolgen,последствия,结果,后果,影响,結果,결과,پیامدها,implications,results,impact,auswirkungen,folgen,"
            "konsekwencje,positive consequences,negative consequences"
        ),
        "options": (
            "options,considered options,options considered,alternatives,alternatives considered,"
            "considered alternatives,"
            "options envisagées,alternatives envisagées,optionen,betrachtete optionen,alternativen,alternativer,"
            "vurderte alternativer,alternativas,opções consideradas,opciones consideradas,opzioni considerate,"
            "overwogen opties,варианты,рассмотренные варианты,备选方案,可选方案,"
            "pros and cons of the options,pros and cons,decision drivers,drivers,rationale,begründung,justification"
        ),
        "links": (
            "links,link,liens,lenker,enlaces,collegamenti,related,related decisions,related adrs,related links,"
            "more information,plus d'informations,relations,relationships,verknüpfungen,verweise,references,"
            "see also,related decision records,ссылки,链接,参考"
        ),
        "metadata": (
            "metadata,meta,meta data,métadonnées,metadaten,metadados,metadatos,metadati,decision log,details,"
            "information,info,header,document information,record information,adr information,overview,document control"
        ),
        "changelog": "changelog,change log,history,revision history,revisions,historique,änderungshistorie,更新日志",
    }
)
_LEAD = re.compile(r"^(?:[\W_]*\d+(?:\.\d+)*[.):]?\s+)?[\W_]*")
_HEADING_LENGTH = 200
_PREFIXES = ("context", "decision", "consequences", "options")


def section_of(heading: str) -> str:
    """What a section is about: a field of its own (status, date ...), a part of a record, or nothing known."""
    return _section_of(heading) if len(heading) < _HEADING_LENGTH else ""


@lru_cache(maxsize=8192)
def _section_of(heading: str) -> str:
    words = fold(_LEAD.sub("", heading)).rstrip(" :*_#.?!")
    field = field_of(words)
    if field in ("status", "date", "deciders", "supersedes", "superseded_by", "amends", "amended_by"):
        return field
    if words in _SECTIONS:
        return _SECTIONS[words]
    head = re.split(r"[:,(/&–—-]| and | et | und | og | och | e | y | en ", words, maxsplit=1)[0].strip()
    kind = _SECTIONS.get(head, "")
    return kind if kind in _PREFIXES else ""


# --- relations between records ------------------------------------------------------------------------------------
RELATION_FIELDS = {kind.value: kind for kind in RelationKind}
_VERBS: tuple[tuple[RelationKind, str], ...] = (
    (
        RelationKind.SUPERSEDED_BY,
        r"(?:supers?ee?[dc]e?d|superceded|replaced|obsoleted)\b(?:(?!\bby\b)[^\n\[;]){0,60}?\bby\b|superseded(?=:)"
        r"|(?:remplac|supplant)(?:é|e)+s?(?:\(e\))?(?: (?:(?:le|en|depuis) )?[\d./-]{4,10})? par\b"
        r"|(?:ersetzt|abgel(?:ö|o)st) (?:durch|von)\b"
        r"|(?:erstattet|avløst) (?:av|af|med)\b"
        r"|ersatt (?:av|med)\b|(?:substitu(?:í|i)d|superad|reemplazad|sustituid)[oa] por\b"
        r"|(?:sostituit|superat|rimpiazzat)[oa] da\b|vervangen door\b"
        r"|(?:已?被|由)(?=[^\n]{0,80}(?:取代|替代))|已(?:取代|替代)"
        r"|замен(?:е|ё)н[аоы]?(?: на)?\b|zastąpion\w+ przez\b",
    ),
    (
        RelationKind.SUPERSEDES,
        r"super[sc]ee?des\b|superseding\b|replaces\b|obsoletes\b|(?:remplace|supplante)\b(?!\u0301)|ersetzt\b|löst\b"
        r"|erstatter\b|ersätter\b|substitui\b|sustituye\b|reemplaza\b|sostituisce\b|vervangt\b"
        r"|取代|替代|заменяет\b|zastępuje\b",
    ),
    (
        RelationKind.AMENDED_BY,
        r"(?:amended|updated) by\b|modifi(?:é|e)+s? par\b|geändert durch\b|endret av\b"
        r"|(?:alterad|modificad)[oa] por\b"
        r"|modificat[oa] da\b|gewijzigd door\b",
    ),
    (RelationKind.AMENDS, r"amends\b|updates\b|modifie\b(?!\u0301)|ändert\b|endrer\b|wijzigt\b"),
)
VERB_KINDS = tuple(kind for kind, _ in _VERBS)


def _either(pattern: str) -> str:
    """The pattern for both Unicode forms of its letters. A text cannot be normalized before the search: the paths in
    it are those of files."""
    forms = ((sign, unicodedata.normalize("NFD", sign)) for sign in pattern)
    return "".join(sign if sign == apart else f"(?:{sign}|{apart})" for sign, apart in forms)


VERBS = "|".join(f"(?P<v{index}>{_either(pattern)})" for index, (_, pattern) in enumerate(_VERBS))
VERB_SIGNS = "已被由取替"  # verbs of languages without spaces start anywhere

# --- names that are no decisions -----------------------------------------------------------------------------------
TEMPLATE_WORDS = frozenset(
    fold(word)
    for word in [
        "template",
        "templates",
        "modele",
        "modèle",
        "vorlage",
        "mal",
        "mall",
        "skabelon",
        "plantilla",
        "modelo",
        "modello",
        "sjabloon",
        "szablon",
        "шаблон",
        "模板",
        "テンプレート",
        "boilerplate",
        "skeleton",
    ]
)
TEMPLATE_WORD = re.compile("|".join(sorted(TEMPLATE_WORDS, key=len, reverse=True)))
TEMPLATE_FILLERS = frozenset(
    [
        "adr",
        "adrs",
        "madr",
        "log4brains",
        "nygard",
        "any",
        "short",
        "long",
        "bare",
        "minimal",
        "full",
        "simple",
        "complete",
        "default",
        "example",
        "new",
        "blank",
        "empty",
        "architecture",
        "architectural",
        "architekturentscheidung",
        "decision",
        "decisions",
        "record",
        "records",
        "nnn",
        "nnnn",
        "xxx",
        "xxxx",
        "number",
        "the",
        "a",
        "of",
        "for",
        "de",
        "d",
        "en",
        "fr",
        "es",
        "it",
        "pt",
        "no",
        "nb",
        "sv",
        "da",
        "nl",
        "zh",
        "ru",
        "title",
        "slug",
        "v2",
        "v3",
        "v4",
        "document",
        "md",
        "and",
        "y",
        "z",
    ]
)
RESERVED = {
    "readme": "readme",
    "index": "index",
    "toc": "index",
    "summary": "index",
    "contents": "index",
    "backlog": "reserved-name",
    "changelog": "reserved-name",
    "contributing": "reserved-name",
    "license": "reserved-name",
    "code_of_conduct": "reserved-name",
    "security": "reserved-name",
}
FOLDER = re.compile(
    r"(?:.*[-_ .])?(?:adrs?|madrs?|(?:architect\w*[-_ ])?decisions?(?:[-_ ](?:records?|logs?))?)(?:[-_ .].*)?\Z",
    re.IGNORECASE,
)
