import { type RoutePlace } from './route-places.js';

const thing = { about: 'thing', mayAsk: 'comune' } as const;
const someVersion = [{ code: 'D06', sha256: 'ab'.repeat(32) }];

/** Routes of joint drafting, of its way to Word and back, of redlines and of the legal review. */
export const draftingPlaces: Readonly<Record<string, RoutePlace>> = {
  getReviews: { ...thing, shows: true },
  askReview: {
    ...{ ...thing, mayAsk: 'sua' },
    body: ({ personId }) => ({ documents: ['D06'], reviewers: [personId], order: 'PARALLELA', dueOn: '2099-01-01' }),
  },
  withdrawReview: { ...thing, mayAsk: 'sua', body: () => ({ reason: 'Ritirata da un estraneo' }) },
  getReviewedText: { ...thing, shows: true },
  getReviewProof: thing,
  markReviewRead: { ...thing, body: () => ({ version: 1 }) },
  addReviewRemark: { ...thing, body: () => ({ version: 1, weight: 'BLOCCA', text: 'Rilievo di un estraneo' }) },
  answerReviewRemark: { ...thing, body: () => ({ text: 'Risposta di un estraneo' }) },
  resolveReviewRemark: { ...thing, body: () => ({ text: 'Risolto da un estraneo' }) },
  giveOpinion: { ...thing, body: () => ({ outcome: 'FAVOREVOLE', text: 'Parere di un estraneo', documents: someVersion }) },
  approveReview: { ...thing, body: () => ({ documents: someVersion }) },
  getWordRedline: { ...thing, query: '?against=1' },
  downloadWordRedline: { ...thing, query: '?against=1' },
  listDrafts: thing,
  downloadDraftForWord: thing,
  uploadWordReturn: { ...thing, upload: true },
  listWordReturns: thing,
  getWordReturn: { ...thing, shows: true },
  mergeWordReturn: thing,
  discardWordReturn: { ...thing, body: () => ({ reason: 'Scartato da un estraneo' }) },
  downloadWordReturn: thing,
  getDraft: thing,
  getDraftNumbering: thing,
  openDraft: thing,
  giveDraftTicket: { ...thing, body: () => ({}) },
  handOverSections: { ...thing, body: () => ({ blocks: ['0A0A0A0A'], to: 'SUA' }) },
  // Internal to the comune: not for whoever has leave to review.
  listDraftThreads: { ...thing, shows: true },
  listMentionable: { ...thing, query: '?visibilita=INTERNO' },
  openDraftThread: {
    ...thing,
    body: () => ({
      ...{ clientId: '7d1f7d1f-7d1f-4d1f-8d1f-7d1f7d1f7d1f', visibilita: 'INTERNO', ancora: null, bloccoId: null, citazione: '' },
      testo: 'Commentato da un estraneo',
    }),
  },
  replyToDraftThread: { ...thing, body: () => ({ clientId: '7d1f7d1f-7d1f-4d1f-8d1f-7d1f7d1f7d2f', testo: 'Risposto da un estraneo' }) },
  correctDraftMessage: { ...thing, body: () => ({ clientId: '7d1f7d1f-7d1f-4d1f-8d1f-7d1f7d1f7d3f', testo: 'Corretto da un estraneo' }) },
  withdrawDraftMessage: { ...thing, body: () => ({ clientId: '7d1f7d1f-7d1f-4d1f-8d1f-7d1f7d1f7d4f' }) },
  settleDraftThread: { ...thing, body: () => ({ clientId: '7d1f7d1f-7d1f-4d1f-8d1f-7d1f7d1f7d5f', risolto: true }) },
  listDraftVersions: { ...thing, shows: true },
  getDraftVersion: { ...thing, shows: true },
  compareDraftVersions: { ...thing, shows: true },
  nameDraftVersion: { ...thing, body: () => ({ nome: 'Tenuta da un estraneo' }) },
  restoreDraftVersion: { ...thing, body: () => ({ seq: 0 }) },
};
