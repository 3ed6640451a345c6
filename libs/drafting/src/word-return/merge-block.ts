import { editsOf, sameBy, segmentsOf, withValuesOf, type BlockEdit, type PieceEdits, type ValueChange } from './block-edits.js';
import { type LogicalBlock } from './logical-blocks.js';
import { mergeEmphasis } from './merge-emphasis.js';
import { type Atom, type ChangedValue, type NotMerged, type Proposal, type StandingBlock } from './merged.js';
import { formNamed } from './paragraph-forms.js';
import { sameForm, standingText, type Place } from './returned.js';

/** What the changes of one paragraph become. */
export interface BlockOutcome {
  readonly proposals: readonly Proposal[];
  readonly values: readonly ChangedValue[];
  readonly notMerged: readonly NotMerged[];
  /** Whose tracked changes of emphasis there are. */
  readonly emphasised: readonly string[];
}

interface Pairing {
  readonly base: LogicalBlock;
  readonly returned: LogicalBlock;
  /** The paragraph in the draft now; null where it was taken out meanwhile. */
  readonly current: StandingBlock | null;
  /** Name of whoever brings the file, who stands for what was not tracked. */
  readonly uploader: string;
}

/** The paragraph of the download against the one that came back, carried to the paragraph as it stands now. */
export function mergeBlock({ base, returned, current, uploader }: Pairing): BlockOutcome {
  const text = standingText(base.pieces);
  const { place } = returned.source;
  const { pieces, values } = withValuesOf(base.pieces, returned.pieces);
  const was = editsOf(text, base.pieces);
  const is = editsOf(text, pieces);
  const { fresh, decisions } = sinceDownload(text, { was, is, place });
  const looks = mergeEmphasis({ base: base.pieces, returned: pieces, text, current, place, uploader });
  const notMerged = [...decisions, ...nestedDecisions(was, is, place), ...looks.notMerged, ...formThatChanged(base, returned)];
  const emphasised = looks.authors;
  const changed = values.map((value) => ({ ...value, place }));
  if (fresh.length === 0) return { proposals: looks.proposals, values: changed, notMerged, emphasised };
  if (current === null) return { proposals: [], values: changed, notMerged: [...notMerged, blockGone(base, fresh, place)], emphasised };
  const carried = carriedOver(text, fresh, current);
  const { proposals, typed, partly } = aroundAtoms(carried.edits, current, { place, uploader });
  return {
    proposals: [...proposals, ...looks.proposals],
    values: [...changed, ...typed.map((value) => ({ ...value, place }))],
    notMerged: [...notMerged, ...partly, ...carried.conflicts.map((edit) => bothChanged(edit, { text, current, place }))],
    emphasised,
  };
}

/** Another kind of paragraph: a heading, an item of a list. */
function formThatChanged({ source: before }: LogicalBlock, { source: after }: LogicalBlock): NotMerged[] {
  if (sameForm(before.form, after.form)) return [];
  return [
    {
      kind: 'LOOK',
      what: 'forma di un capoverso',
      sentence: `In Word è ora «${formNamed(after.form)}». Il testo è confrontato; se serve, la forma si cambia nella bozza.`,
      place: after.place,
      here: formNamed(before.form),
      there: formNamed(after.form),
    },
  ];
}

/** The text a change leaves: two changes that leave the same are the same, wherever a diff puts the blanks. */
export function effect(text: string, { from, to, inserted }: { from: number; to: number; inserted: readonly { text: string }[] }): string {
  return text.slice(0, from) + inserted.map((piece) => piece.text).join('') + text.slice(to);
}

/** What is new since the download, and which proposals of the download were decided in Word. */
function sinceDownload(
  text: string,
  { was, is, place }: { was: PieceEdits; is: PieceEdits; place: Place },
): { fresh: BlockEdit[]; decisions: NotMerged[] } {
  const fresh = [...is.edits];
  const decisions: NotMerged[] = [];
  for (const open of was.edits) {
    const wanted = effect(text, open);
    const same = fresh.findIndex((edit) => sameBy(edit.by, open.by) && effect(text, edit) === wanted);
    if (same >= 0) {
      fresh.splice(same, 1);
      continue;
    }
    const accepted = fresh.findIndex((edit) => edit.by === null && effect(text, edit) === wanted);
    if (accepted >= 0) fresh.splice(accepted, 1);
    decisions.push(decision(open, { text, place, accepted: accepted >= 0 }));
  }
  return { fresh, decisions };
}

function decision(edit: BlockEdit, { text, place, accepted }: { text: string; place: Place; accepted: boolean }): NotMerged {
  const who = edit.by?.author ?? '';
  return {
    kind: 'DECISION',
    what: accepted ? 'proposta accettata in Word' : 'proposta tolta o riscritta in Word',
    sentence: `La proposta di ${who} è ancora aperta: si accetta o si rifiuta nella bozza, dove la decisione resta agli atti.`,
    place,
    here: shownEdit(text, edit),
    there: null,
  };
}

export function shownEdit(text: string, { from, to, inserted }: BlockEdit): string {
  const come = inserted.map((piece) => piece.text).join('');
  const gone = text.slice(from, to);
  if (gone === '') return `aggiunge «${come}»`;
  return come === '' ? `toglie «${gone}»` : `«${gone}» diventa «${come}»`;
}

function nestedDecisions(was: PieceEdits, is: PieceEdits, place: Place): NotMerged[] {
  return is.nested
    .filter(({ text, by }) => !was.nested.some((one) => one.text === text && sameBy(one.by, by)))
    .map(({ text, of, by }) => ({
      kind: 'DECISION',
      what: 'testo proposto e tolto in Word',
      sentence: `${by.author} ha tolto parole che ${of.author} aveva proposto: la proposta resta aperta e si decide nella bozza.`,
      place,
      here: null,
      there: text,
    }));
}

function blockGone(base: LogicalBlock, edits: readonly BlockEdit[], place: Place): NotMerged {
  const text = standingText(base.pieces);
  return {
    kind: 'BOTH_CHANGED',
    what: 'paragrafo che nella bozza non c’è più',
    sentence: 'Dopo lo scaricamento il paragrafo è stato tolto dalla bozza: le modifiche fatte in Word restano qui e nel file originale.',
    place,
    here: null,
    there: edits.map((edit) => shownEdit(text, edit)).join('; '),
  };
}

function bothChanged(edit: BlockEdit, { text, current, place }: { text: string; current: StandingBlock; place: Place }): NotMerged {
  return {
    kind: 'BOTH_CHANGED',
    what: 'testo cambiato da entrambe le parti',
    sentence: 'Le stesse parole sono cambiate in Word e nella bozza: niente è stato sovrascritto. Confrontare i due testi e scegliere.',
    place,
    here: current.text,
    there: effect(text, edit),
  };
}

/** Changes counted in the text of the download, counted anew in the text of now; those whose words have changed there too do not fit. */
function carriedOver(text: string, edits: readonly BlockEdit[], current: StandingBlock): { edits: BlockEdit[]; conflicts: BlockEdit[] } {
  const segments = segmentsOf(text, current.text);
  const carried: BlockEdit[] = [];
  const conflicts: BlockEdit[] = [];
  for (const edit of edits) {
    const home = segments.findIndex(
      ({ kind, base, length }) => kind === 'equal' && edit.from >= base && edit.to <= base + length && (length > 0 || text === ''),
    );
    const segment = segments[home];
    if (text === current.text) carried.push(edit);
    else if (segment === undefined || (edit.from === edit.to && atChange(edit.from, segments, home))) conflicts.push(edit);
    else {
      const shift = segment.standing - segment.base;
      carried.push({ ...edit, from: edit.from + shift, to: edit.to + shift });
    }
  }
  return { edits: carried, conflicts };
}

/** Something put in exactly where the other side changed something: nobody can say in which order. */
function atChange(at: number, segments: ReturnType<typeof segmentsOf>, home: number): boolean {
  const segment = segments[home];
  if (segment === undefined) return true;
  return (at === segment.base && home > 0) || (at === segment.base + segment.length && home < segments.length - 1);
}

interface AroundAtoms {
  readonly proposals: Proposal[];
  readonly typed: ValueChange[];
  readonly partly: NotMerged[];
}

/** Values and objects are whole: what reaches into one is no change of text. */
function aroundAtoms(
  edits: readonly BlockEdit[],
  current: StandingBlock,
  { place, uploader }: { place: Place; uploader: string },
): AroundAtoms {
  const result: AroundAtoms = { proposals: [], typed: [], partly: [] };
  const inValues = new Map<Atom, BlockEdit[]>();
  for (const edit of edits) {
    const atom = current.atoms.find((one) => reachesInto(edit, one));
    if (atom !== undefined) {
      inValues.set(atom, [...(inValues.get(atom) ?? []), edit]);
      continue;
    }
    const inserted = edit.inserted
      .map((piece) => ({ ...piece, text: piece.text.replaceAll('\ufffc', '') }))
      .filter(({ text }) => text !== '');
    if (edit.from === edit.to && inserted.length === 0) continue;
    if (isOpen({ ...edit, inserted }, current, uploader)) continue;
    const { from, to, by } = edit;
    result.proposals.push({ kind: 'text', block: current.id, from, to, deleted: current.text.slice(from, to), inserted, by, place });
  }
  for (const [atom, touching] of inValues) {
    const before = current.text.slice(atom.from, atom.to);
    if (atom.value !== null) result.typed.push({ value: atom.value, before, after: typedOver(current.text, atom, touching) });
    const beyond = touching.filter(({ from, to }) => atom.value === null || from < atom.from || to > atom.to);
    result.partly.push(...beyond.map((edit) => withinAtom(edit, current, place)));
  }
  return result;
}

function withinAtom(edit: BlockEdit, current: StandingBlock, place: Place): NotMerged {
  return {
    kind: 'OTHER',
    what: 'testo cambiato insieme a un valore o a un oggetto',
    sentence: 'La modifica comincia nel testo e finisce dentro un valore della scheda o un oggetto: va fatta nella bozza.',
    place,
    here: current.text,
    there: effect(current.text, edit),
  };
}

function reachesInto(edit: BlockEdit, atom: Atom): boolean {
  const isPart = edit.from < atom.to && edit.to > atom.from && !(edit.from <= atom.from && edit.to >= atom.to);
  const isWithin = edit.from === edit.to && edit.from > atom.from && edit.from < atom.to;
  const isReplaced = atom.value !== null && edit.from === atom.from && edit.to === atom.to && edit.inserted.length > 0;
  return isPart || isWithin || isReplaced;
}

/** The words of the value after the changes that reach into it; what they do beside it is left to the text. */
function typedOver(text: string, atom: Atom, edits: readonly BlockEdit[]): string {
  const last = [...edits].sort((one, other) => other.from - one.from);
  let value = text.slice(atom.from, atom.to);
  for (const { from, to, inserted } of last) {
    const [start, end] = [Math.max(0, from - atom.from), Math.min(atom.to, to) - atom.from];
    value = effect(value, { from: start, to: Math.max(start, end), inserted });
  }
  return value;
}

function isOpen(edit: BlockEdit, current: StandingBlock, uploader: string): boolean {
  const author = edit.by?.author ?? uploader;
  return current.open.some(
    ({ from, to, inserted, author: of }) =>
      of === author && effect(current.text, { from, to, inserted: [{ text: inserted }] }) === effect(current.text, edit),
  );
}
