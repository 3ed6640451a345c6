import { type DraftThreadsView, type DraftThreadView } from '@gare/contracts/draft-threads';
import { type StandingMessage } from '@gare/domain/drafting/threads';
import { type ActorOnDossier } from '@gare/dossiers';
import { type DraftThreadActEntity } from './draft-thread-act.entity.js';
import { type StandingThread } from './draft-thread-rows.js';
import { internalBody, whyNotSettle } from './thread-rules.js';

/** The threads as the person before the dossier sees them. */
export function threadsView(one: ActorOnDossier, code: string, standing: readonly StandingThread[]): DraftThreadsView {
  return {
    threads: standing.map((thread) => threadView(one, code, thread)),
    percheNo: one.whyNot('document.comment', code),
    interniDi: internalBody(one) === null ? null : one.actor.ente,
    pesa: one.may('document.review', code),
  };
}

function threadView(one: ActorOnDossier, code: string, { thread, state, acts }: StandingThread): DraftThreadView {
  const { personId } = one.actor;
  const { anchorStart, anchorEnd } = thread;
  const { resolved } = state;
  return {
    id: thread.id,
    visibilita: thread.internalTo === null ? 'CONDIVISO' : 'INTERNO',
    ente: thread.internalTo === null ? null : thread.openedByEnte,
    peso: thread.weight,
    ancora:
      anchorStart === null || anchorEnd === null ? null : { inizio: anchorStart.toString('base64'), fine: anchorEnd.toString('base64') },
    bloccoId: thread.blockId,
    citazione: thread.quote,
    at: thread.openedAt.toISOString(),
    messaggi: state.messages.map((message) => messageView(message, personId)),
    risolto: resolved === null ? null : { da: resolved.person, ente: resolved.actingEnte, at: resolved.at.toISOString() },
    percheNonRisolve: whyNotSettle(one, code, thread),
    mio: acts.some((act) => act.personId === personId || act.mentions.some((mention) => mention.personId === personId)),
  };
}

function messageView(
  { written, standing, earlier, withdrawn }: StandingMessage<DraftThreadActEntity>,
  viewerId: string,
): DraftThreadView['messaggi'][number] {
  const shown = withdrawn === null;
  const fromWord = written.author !== null;
  return {
    id: written.id,
    testo: shown ? standing.text : null,
    at: (written.authorAt ?? written.at).toISOString(),
    autore: {
      personId: fromWord ? null : written.personId,
      nome: written.author ?? written.person,
      ruolo: fromWord ? null : written.role,
      ente: fromWord ? '' : written.actingEnte,
      inseritoDa: fromWord ? written.person : null,
    },
    menzioni: shown ? [...standing.mentions] : [],
    proprio: written.personId === viewerId && !fromWord,
    precedenti: shown ? earlier.map(({ text, at }) => ({ testo: text ?? '', at: at.toISOString() })) : [],
    ritirato: withdrawn === null ? null : withdrawn.at.toISOString(),
  };
}
