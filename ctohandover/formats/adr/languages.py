"""The words for a status, and the phrases for a relation, in each language; the first word of a row is the one that an
edit writes. A new language is a new block here, its field and section names in `words`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ctohandover.domain.decisions import RelationKind, Status

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\uff07", "'"))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The form in which words are compared: no case, no accents, one kind of apostrophe, single spaces."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        text = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(text.casefold().split())


VERBS_LIKE_STATUSES = frozenset(("remplace", "supplante"))
"""Without its accent "remplacé" (this record is superseded) is "remplace" (it supersedes another one)."""


def is_verb(text: str) -> bool:
    return unicodedata.normalize("NFC", text).casefold() in VERBS_LIKE_STATUSES


STATUS_ROWS: dict[str, dict[Status, str]] = {
    "en": {
        Status.PROPOSED: (
            "proposed,proposal,suggested,submitted,pending,review,reviewing,in-review,open,discussion,discussing,"
            "candidate,under consideration,rfc,request for comments,deferred,postponed,on hold,parked,awaiting approval"
        ),
        Status.ACCEPTED: (
            "accepted,approved,adopted,decided,active,living,implemented,done,final,finalized,agreed,ratified,in force,"
            "in effect,effective,confirmed,completed,complete,resolved,valid,enacted,amended"
        ),
        Status.REJECTED: "rejected,declined,denied,refused,withdrawn,cancelled,canceled,abandoned",
        Status.DEPRECATED: (
            "deprecated,outdated,obsolete,retired,dead,expired,inactive,invalid,invalidated,reverted,revoked,archived,"
            "historical,sunset,no longer valid"
        ),
        Status.SUPERSEDED: "superseded,superceded,superseeded,replaced,obsoleted",
        Status.DRAFT: "draft,drafted,wip,work in progress",
    },
    "fr": {
        Status.PROPOSED: ("proposé,proposée,proposition,en attente,à valider,en discussion,en revue,reporté,reportée"),
        Status.ACCEPTED: (
            "accepté,acceptée,approuvé,approuvée,adopté,adoptée,validé,validée,décidé,décidée,en vigueur,actif,active,"
            "implémenté,implémentée,terminé,mis en œuvre"
        ),
        Status.REJECTED: "rejeté,rejetée,refusé,refusée,abandonné,abandonnée,retiré,retirée,annulé,annulée",
        Status.DEPRECATED: "déprécié,dépréciée,obsolète,caduc,caduque,périmé,périmée",
        Status.SUPERSEDED: "remplacé,remplacée,supplanté,supplantée",
        Status.DRAFT: "brouillon,ébauche",
    },
    "de": {
        Status.PROPOSED: "vorgeschlagen,vorschlag,diskussion,ausstehend,offen,in prüfung,zurückgestellt",
        Status.ACCEPTED: (
            "akzeptiert,angenommen,genehmigt,beschlossen,entschieden,aktiv,umgesetzt,gültig,freigegeben,bestätigt"
        ),
        Status.REJECTED: "abgelehnt,verworfen,zurückgewiesen,zurückgezogen",
        Status.DEPRECATED: "veraltet,überholt,obsolet,ungültig",
        Status.SUPERSEDED: "ersetzt,abgelöst",
        Status.DRAFT: "entwurf",
    },
    "no": {
        Status.PROPOSED: "foreslått,forslag,utsatt,foreslået",
        Status.ACCEPTED: "akseptert,godkjent,vedtatt,besluttet,gjeldende,accepteret,godkendt,vedtaget",
        Status.REJECTED: "avvist,forkastet,avslått,afvist",
        Status.DEPRECATED: "foreldet,utdatert,avviklet,forældet",
        Status.SUPERSEDED: "erstattet,avløst",
        Status.DRAFT: "utkast,kladde,udkast",
    },
    "sv": {
        Status.PROPOSED: "föreslagen,föreslaget,förslag",
        Status.ACCEPTED: "accepterad,accepterat,godkänd,godkänt,beslutad,beslutat,antagen",
        Status.REJECTED: "avvisad,avslagen",
        Status.DEPRECATED: "föråldrad,utfasad",
        Status.SUPERSEDED: "ersatt",
        Status.DRAFT: "utkast",
    },
    "pt": {
        Status.PROPOSED: "proposto,proposta,em discussão,em análise,em revisão,pendente,adiado",
        Status.ACCEPTED: (
            "aceito,aceita,aceite,aprovado,aprovada,adotado,adotada,decidido,decidida,ativo,ativa,implementado,"
            "implementada,vigente"
        ),
        Status.REJECTED: "rejeitado,rejeitada,recusado,recusada,descartado,descartada",
        Status.DEPRECATED: "obsoleto,obsoleta,descontinuado,descontinuada,depreciado,depreciada",
        Status.SUPERSEDED: "substituído,substituída,superado,superada",
        Status.DRAFT: "rascunho",
    },
    "es": {
        Status.PROPOSED: "propuesto,propuesta,en revisión,en discusión,pendiente,pospuesto",
        Status.ACCEPTED: (
            "aceptado,aceptada,aprobado,aprobada,adoptado,adoptada,decidido,activo,activa,implementado,vigente"
        ),
        Status.REJECTED: "rechazado,rechazada,descartado,descartada",
        Status.DEPRECATED: "obsoleto,obsoleta,deprecado,deprecada",
        Status.SUPERSEDED: "reemplazado,reemplazada,sustituido,sustituida,superado,superada",
        Status.DRAFT: "borrador",
    },
    "it": {
        Status.PROPOSED: "proposto,proposta,in revisione,in attesa,in discussione",
        Status.ACCEPTED: "accettato,accettata,approvato,approvata,adottato,adottata,deciso,decisa,attivo,attiva",
        Status.REJECTED: "rifiutato,rifiutata,respinto,respinta",
        Status.DEPRECATED: "deprecato,deprecata,obsoleto,obsoleta",
        Status.SUPERSEDED: "sostituito,sostituita,superato,superata,rimpiazzato",
        Status.DRAFT: "bozza",
    },
    "nl": {
        Status.PROPOSED: "voorgesteld,voorstel,in behandeling",
        Status.ACCEPTED: "geaccepteerd,aanvaard,goedgekeurd,aangenomen,besloten,actief",
        Status.REJECTED: "afgewezen,verworpen",
        Status.DEPRECATED: "verouderd,vervallen",
        Status.SUPERSEDED: "vervangen",
        Status.DRAFT: "concept",
    },
    "pl": {
        Status.PROPOSED: "proponowany,proponowane,zaproponowany,propozycja",
        Status.ACCEPTED: "zaakceptowany,zaakceptowane,zaakceptowana,przyjęty,przyjęte,zatwierdzony,zatwierdzone",
        Status.REJECTED: "odrzucony,odrzucone",
        Status.DEPRECATED: "przestarzały,przestarzałe",
        Status.SUPERSEDED: "zastąpiony,zastąpione",
        Status.DRAFT: "szkic",
    },
    "zh": {
        Status.PROPOSED: "提议,提案,已提议,建议,提出,待定,待审核,提議,審議中",
        Status.ACCEPTED: (
            "通过,已通过,接受,已接受,采纳,已采纳,采用,完成,已完成,批准,已批准,生效,已生效,已实施,已决定,通過,採納,已採納"
        ),
        Status.REJECTED: "拒绝,已拒绝,否决,驳回,拒絕,已拒絕",
        Status.DEPRECATED: "已弃用,弃用,废弃,已废弃,过时,已过时,棄用,已棄用,廢棄",
        Status.SUPERSEDED: "已取代,取代,被取代,替代,已替代,被替代,已被取代,已被替代",
        Status.DRAFT: "草案,草稿,起草",
    },
    "ja": {
        Status.PROPOSED: "提案,レビュー中",
        Status.ACCEPTED: "承認,承認済み,決定,決定済み,採用",
        Status.REJECTED: "却下",
        Status.DEPRECATED: "非推奨,廃止",
        Status.SUPERSEDED: "置き換え",
        Status.DRAFT: "下書き,ドラフト",
    },
    "ko": {
        Status.PROPOSED: "제안,제안됨",
        Status.ACCEPTED: "승인,승인됨,채택",
        Status.REJECTED: "거부,거부됨",
        Status.DEPRECATED: "폐기,폐기됨",
        Status.SUPERSEDED: "대체,대체됨",
        Status.DRAFT: "초안",
    },
    "ru": {
        Status.PROPOSED: "предложено,предложен,предложена,на рассмотрении,обсуждается",
        Status.ACCEPTED: "принято,принят,принята,одобрено,одобрен,утверждено,действует",
        Status.REJECTED: "отклонено,отклонен,отклонена,отвергнуто",
        Status.DEPRECATED: "устарело,устарел,устарела",
        Status.SUPERSEDED: "заменено,заменен,заменена",
        Status.DRAFT: "черновик",
    },
    "fa": {
        Status.PROPOSED: "پیشنهاد شده,پیشنهاد",
        Status.ACCEPTED: "پذیرفته شده,پذیرفته,تایید شده,قبول شده",
        Status.REJECTED: "رد شده",
        Status.DEPRECATED: "منسوخ,منسوخ شده",
        Status.SUPERSEDED: "جایگزین شده,جایگزین",
        Status.DRAFT: "پیش‌نویس",
    },
}

STATUS_WORDS: dict[str, Status] = {}
LANGUAGES_OF: dict[str, set[str]] = {}  # of a folded status word
for _language, _rows in STATUS_ROWS.items():
    for _status, _words in _rows.items():
        for _word in map(fold, _words.split(",")):
            STATUS_WORDS.setdefault(_word, _status)
            LANGUAGES_OF.setdefault(_word, set()).add(_language)

# Headings that tell a language apart where the status word does not ("Status" is German, Dutch and English).
TELLTALES: dict[str, set[str]] = {
    language: {fold(word) for word in words.split(",")}
    for language, words in {
        "en": "context,decision,consequences,considered options,context and problem statement,decision outcome",
        "fr": "contexte,décision,conséquences,statut,contexte et énoncé du problème,options envisagées",
        "de": "kontext,entscheidung,konsequenzen,auswirkungen,folgen,begründung",
        "no": "kontekst,beslutning,konsekvenser",
        "sv": "kontext,beslut,konsekvenser,bakgrund",
        "pt": "contexto,decisão,consequências,situação",
        "es": "contexto,decisión,consecuencias,estado",
        "it": "contesto,decisione,conseguenze,stato",
        "nl": "context,beslissing,besluit,gevolgen",
        "pl": "kontekst,decyzja,konsekwencje",
        "zh": "状态,上下文,背景,决策,决定,结果,后果",
        "ja": "ステータス,コンテキスト,結果",
        "ko": "상태,맥락,결정,결과",
        "ru": "статус,контекст,решение,последствия",
        "fa": "وضعیت,زمینه,تصمیم,پیامدها",
    }.items()
}

PHRASES: dict[RelationKind, dict[str, str]] = {
    RelationKind.SUPERSEDED_BY: {
        "en": "superseded by {}",
        "fr": "remplacé par {}",
        "de": "ersetzt durch {}",
        "no": "erstattet av {}",
        "sv": "ersatt av {}",
        "pt": "substituído por {}",
        "es": "reemplazado por {}",
        "it": "sostituito da {}",
        "nl": "vervangen door {}",
        "pl": "zastąpione przez {}",
        "zh": "已被 {} 取代",
        "ru": "заменено на {}",
    },
    RelationKind.SUPERSEDES: {
        "en": "supersedes {}",
        "fr": "remplace {}",
        "de": "ersetzt {}",
        "no": "erstatter {}",
        "sv": "ersätter {}",
        "pt": "substitui {}",
        "es": "reemplaza {}",
        "it": "sostituisce {}",
        "nl": "vervangt {}",
        "pl": "zastępuje {}",
        "zh": "取代 {}",
        "ru": "заменяет {}",
    },
    RelationKind.AMENDS: {"en": "amends {}", "fr": "modifie {}"},
    RelationKind.AMENDED_BY: {"en": "amended by {}", "fr": "modifié par {}"},
}


def phrase(kind: RelationKind, language: str, link: str) -> str:
    phrases = PHRASES[kind]
    return phrases.get(language, phrases["en"]).format(link)


def status_word(status: Status, language: str) -> str:
    return STATUS_ROWS.get(language, STATUS_ROWS["en"])[status].split(",")[0]
