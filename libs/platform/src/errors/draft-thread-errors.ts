import { type ErrorRow } from './error-row.js';

/** Comments on drafts, and kept versions of them. */
export const draftThreadErrors = {
  'comment.not_found': {
    status: 404,
    detail: 'Questo commento non c’è, oppure non è visibile con il tuo profilo.',
    remedy: 'Torna alla bozza e scegli il commento dall’elenco.',
  },
  'comment.not_yours': {
    status: 403,
    detail: 'Il commento lo ha scritto un’altra persona: solo chi lo ha scritto lo corregge o lo ritira.',
    remedy: 'Rispondi nella stessa discussione.',
  },
  'comment.withdrawn': {
    status: 409,
    detail: 'Il commento è stato ritirato: non si corregge più.',
    remedy: 'Scrivine uno nuovo.',
  },
  'comment.settled': {
    status: 409,
    detail: 'La discussione è già come chiedi: qualcuno l’ha chiusa o riaperta prima di te.',
    remedy: 'Rileggi la discussione e decidi di nuovo.',
  },
  'comment.blocks': {
    status: 403,
    detail: 'Questo commento blocca il documento: lo chiude o lo riapre chi lo ha scritto, o chi rivede il documento.',
    remedy: 'Rispondi nella discussione e chiedi a chi lo ha scritto di chiuderlo.',
  },
  'comment.internal_denied': {
    status: 403,
    detail: 'I commenti interni sono del comune o della SUA: chi rivede da fuori scrive commenti condivisi. Niente è stato salvato.',
    remedy: 'Scegli «Condiviso» e invia di nuovo.',
  },
  'comment.weight_denied': {
    status: 403,
    detail: 'Un commento che blocca o avvisa è condiviso e lo scrive chi rivede il documento. Niente è stato salvato.',
    remedy: 'Invia il commento senza peso, oppure condividilo.',
  },
  'comment.mention_unknown': {
    status: 422,
    detail: 'Una delle persone nominate non vedrebbe il commento. Niente è stato salvato.',
    remedy: 'Togli la menzione, oppure scegli la persona dall’elenco.',
  },
  'comment.anchor_malformed': {
    status: 422,
    detail: 'Il punto del testo a cui si riferisce il commento non si riconosce. Niente è stato salvato.',
    remedy: 'Seleziona di nuovo il testo e invia il commento.',
  },
  'draft_version.not_found': {
    status: 404,
    detail: 'Questa versione della bozza non esiste.',
    remedy: 'Scegli la versione dall’elenco.',
  },
  'draft_version.moved_on': {
    status: 409,
    detail: 'Mentre decidevi qualcuno ha scritto nella bozza. Niente è stato ripristinato.',
    remedy: 'Guarda che cosa è cambiato e ripeti il ripristino.',
  },
  'draft_version.same': {
    status: 409,
    detail: 'La bozza dice già quello che dice questa versione: non c’è niente da ripristinare.',
    remedy: 'Scegli un’altra versione.',
  },
  'draft_version.foreign_sections': {
    status: 403,
    detail: 'Il ripristino cambierebbe sezioni che non sono affidate alla tua parte. Niente è stato ripristinato.',
    remedy: 'Confronta la versione con la bozza e proponi le modifiche a chi ha in mano la sezione.',
  },
} as const satisfies Record<string, ErrorRow>;
