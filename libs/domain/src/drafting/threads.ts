/** INTERNO: for the people of the body of who opened it. CONDIVISO: for all who take part in the dossier. */
export const threadVisibilities = ['INTERNO', 'CONDIVISO'] as const;
export type ThreadVisibility = (typeof threadVisibilities)[number];

/** What a comment of the legal review asks for: BLOCCA keeps the text from going on until it is resolved, AVVISA advises. */
export const threadWeights = ['BLOCCA', 'AVVISA'] as const;
export type ThreadWeight = (typeof threadWeights)[number];

/** What happens in a thread. Nothing of it is ever rewritten: what is said anew or taken back is one more act. */
export const threadActs = ['MESSAGGIO', 'CORREZIONE', 'RITIRO', 'RISOLTO', 'RIAPERTO'] as const;
export type ThreadActKind = (typeof threadActs)[number];

/** As much of an act as its place in the thread depends on; `at` is an ISO instant. */
export interface ThreadAct {
  readonly id: string;
  /** From 1, without gaps in a thread. */
  readonly position: number;
  readonly kind: ThreadActKind;
  /** The message that is corrected or withdrawn. */
  readonly messageId: string | null;
  readonly text: string | null;
}

/** A message as it stands, with what it said before. */
export interface StandingMessage<Act extends ThreadAct> {
  /** The act with which it was written: who and when. */
  readonly written: Act;
  /** The act whose words stand. */
  readonly standing: Act;
  /** Words before, the latest first. */
  readonly earlier: readonly Act[];
  readonly withdrawn: Act | null;
}

export interface ThreadState<Act extends ThreadAct> {
  readonly messages: readonly StandingMessage<Act>[];
  /** The act that resolved it; null while it is open. */
  readonly resolved: Act | null;
}

/** How a thread stands after its acts, in whatever order they come. */
export function threadState<Act extends ThreadAct>(acts: readonly Act[]): ThreadState<Act> {
  const inOrder = [...acts].sort((a, b) => a.position - b.position);
  const last = inOrder.findLast(({ kind }) => kind === 'RISOLTO' || kind === 'RIAPERTO');
  const messages = inOrder
    .filter(({ kind }) => kind === 'MESSAGGIO')
    .map((written) => {
      const own = inOrder.filter(({ messageId }) => messageId === written.id);
      const said = [written, ...own.filter(({ kind }) => kind === 'CORREZIONE')];
      return {
        written,
        standing: said.at(-1) ?? written,
        earlier: said.slice(0, -1).reverse(),
        withdrawn: own.find(({ kind }) => kind === 'RITIRO') ?? null,
      };
    });
  return { messages, resolved: last?.kind === 'RISOLTO' ? last : null };
}

/** Why an act cannot be done on a thread that stands so; null where it can. */
export function threadObstacle<Act extends ThreadAct>(
  state: ThreadState<Act>,
  act: Pick<ThreadAct, 'kind' | 'messageId'>,
): 'MESSAGGIO_IGNOTO' | 'RITIRATO' | 'GIA_RISOLTO' | 'GIA_APERTO' | null {
  if (act.kind === 'RISOLTO') return state.resolved === null ? null : 'GIA_RISOLTO';
  if (act.kind === 'RIAPERTO') return state.resolved === null ? 'GIA_APERTO' : null;
  if (act.kind === 'MESSAGGIO') return null;
  const message = state.messages.find(({ written }) => written.id === act.messageId);
  if (message === undefined) return 'MESSAGGIO_IGNOTO';
  return message.withdrawn === null ? null : 'RITIRATO';
}
