import { type Node } from 'prosemirror-model';
import { type Side } from '@gare/domain/drafting/draft-schema';
import { permittedChange, type Drafter, type Permission, type Refusal } from '@gare/domain/drafting/permitted-change';
import { hasSuggestions } from '@gare/domain/drafting/suggestions';
import { type DraftPast } from './draft-past.js';
import { type Examination } from './shadow-draft.js';

/**
 * May this person make this edit? Typing in blocks of one's own, which is nearly every edit, is seen from the blocks alone; for
 * anything else the parts of the draft that differ are compared. `past`: what the draft has had. Who wrote without
 * a network, or takes back what they took out, brings it along in good faith.
 */
export function permittedEdit({ news, before, after, changed }: Examination, who: Drafter, past: DraftPast): Permission {
  if (!news) return { ok: true };
  if (who.role === 'owner' && changed !== null && changed.every((block) => isTyping(block, who.sides))) return { ok: true };
  return permittedChange(before, after, who, past.had);
}

function isTyping({ before, after }: { before: Node; after: Node }, sides: readonly Side[]): boolean {
  const owner = before.attrs['owner'] as Side | null;
  if (owner !== null && !sides.includes(owner)) return false;
  if (!before.isTextblock || !after.sameMarkup(before)) return false;
  if (hasSuggestions(before) || hasSuggestions(after)) return false;
  const [was, is] = [atomsOf(before), atomsOf(after)];
  return was.length === is.length && was.every((atom, index) => is[index]?.eq(atom));
}

const atomsOf = (block: Node): Node[] => block.children.filter((child) => !child.isText);

/** Why an edit was refused, for the person who made it. */
export const refusalReasons: Readonly<Record<Refusal | 'FORMA' | 'MISURA' | 'FIRMA', string>> = {
  SOLA_LETTURA: 'Puoi solo leggere questa bozza.',
  BLOCCO_DI_ALTRI: 'Hai scritto in una parte affidata ad altri: lì puoi solo proporre modifiche.',
  VALORE: 'Un dato della scheda non si scrive a mano: si cambia nella scheda di gara.',
  PARTE_CONSERVATA: 'Una parte del modello che non si modifica è stata cambiata.',
  IDENTITA: 'La struttura della bozza è stata cambiata in un modo non ammesso.',
  PROPOSTA_DI_ALTRI: 'La proposta di un’altra persona non si cambia.',
  FORMA: 'La modifica non è scritta come serve.',
  FIRMA: 'La modifica porta la firma di un’altra persona.',
  MISURA: 'La modifica è troppo grande: incollala in più parti.',
};
