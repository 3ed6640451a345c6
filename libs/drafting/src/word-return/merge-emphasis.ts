import { segmentsOf } from './block-edits.js';
import { afterChange, emphasisChange, emphasisEdits, type EmphasisChange, type EmphasisEdit } from './emphasis-edits.js';
import { type EmphasisProposal, type NotMerged, type StandingBlock } from './merged.js';
import { type Place, type PieceMark, type ReturnedPiece } from './returned.js';

interface Setting {
  readonly base: readonly ReturnedPiece[];
  /** As it came back, with values as they were printed. */
  readonly returned: readonly ReturnedPiece[];
  /** The standing text of the download. */
  readonly text: string;
  /** The paragraph as it stands now; null where the draft no longer has it. */
  readonly current: StandingBlock | null;
  readonly place: Place;
  readonly uploader: string;
}

export interface EmphasisOutcome {
  readonly proposals: readonly EmphasisProposal[];
  readonly notMerged: readonly NotMerged[];
  /** Whose tracked changes of emphasis there are. */
  readonly authors: readonly string[];
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const names: Readonly<Record<PieceMark, string>> = {
  bold: 'grassetto',
  italic: 'corsivo',
  underline: 'sottolineato',
  strike: 'barrato',
  subscript: 'pedice',
  superscript: 'apice',
};

/** Emphasis that words were given or lost in Word, as proposals; what a draft cannot propose, or has another proposal for, is told. */
export function mergeEmphasis(setting: Setting): EmphasisOutcome {
  const proposals: EmphasisProposal[] = [];
  const notMerged: NotMerged[] = [];
  const edits = emphasisEdits(setting.base, setting.returned);
  for (const edit of edits) {
    if (edit.kind === 'accepted' || edit.kind === 'undone') notMerged.push(decision(edit, setting));
    else if (edit.kind === 'gone') notMerged.push(told(edit, setting, 'In Word le stesse parole sono anche tolte.'));
    else new EmphasisMerging(setting, edit, { proposals, notMerged }).merge();
  }
  return { proposals, notMerged, authors: edits.flatMap(({ by }) => by?.author ?? []) };
}

class EmphasisMerging {
  private readonly change: EmphasisChange;

  constructor(
    private readonly setting: Setting,
    private readonly edit: EmphasisEdit,
    private readonly out: { readonly proposals: EmphasisProposal[]; readonly notMerged: NotMerged[] },
  ) {
    this.change = emphasisChange(edit);
  }

  merge(): void {
    const { edit, change, out } = this;
    const { current } = this.setting;
    if (edit.before.includes('strike') !== edit.after.includes('strike')) this.tell('La bozza non ha parole barrate.');
    if (change.set.length === 0 && change.taken.length === 0) return;
    if (current === null) {
      this.tell('Dopo lo scaricamento il paragrafo è stato tolto dalla bozza.');
      return;
    }
    const found: Range[] = [];
    const reasons = new Set<string>();
    for (const range of this.inCurrent(current, reasons)) this.propose(current, range, { found, reasons });
    for (const { from, to } of found) {
      const { by } = edit;
      out.proposals.push({
        ...{ kind: 'emphasis', block: current.id, from, to, words: current.text.slice(from, to), ...change, by, place: this.setting.place },
      });
    }
    for (const reason of reasons) this.tell(reason);
  }

  /** The stretches of the text of now that are these words. */
  private inCurrent(current: StandingBlock, reasons: Set<string>): Range[] {
    const { edit, setting } = this;
    return segmentsOf(setting.text, current.text).flatMap(({ kind, base, standing, length }): Range[] => {
      const [from, to] = [Math.max(edit.from, base), Math.min(edit.to, base + length)];
      if (kind === 'inserted' || from >= to) return [];
      if (kind === 'equal') return [{ from: from - base + standing, to: to - base + standing }];
      if (setting.text.slice(from, to).trim() !== '') reasons.add('Dopo lo scaricamento le parole sono cambiate nella bozza.');
      return [];
    });
  }

  private propose(current: StandingBlock, range: Range, { found, reasons }: { found: Range[]; reasons: Set<string> }): void {
    const author = this.edit.by?.author ?? this.setting.uploader;
    for (const look of current.looks) {
      const [from, to] = [Math.max(range.from, look.from), Math.min(range.to, look.to)];
      if (from >= to || current.text.slice(from, to).trim() === '') continue;
      const wanted = afterChange(look.emphasis, this.change).join();
      if (wanted === look.emphasis.join() && look.open === null) continue;
      const isWhole = from === look.from && to === look.to;
      if (look.open !== null) {
        const isOpen = look.open.author === author && look.open.emphasis?.join() === wanted;
        if (!isOpen) reasons.add(`Per le stesse parole c’è già una proposta di ${look.open.author}: prima si decide quella.`);
      } else if (look.isAtom && !isWhole) reasons.add('È una parte di un valore della scheda, che nella bozza è una cosa sola.');
      else take(found, { from, to }, current.text);
    }
  }

  private tell(reason: string): void {
    this.out.notMerged.push(told(this.edit, this.setting, reason));
  }
}

/** Stretches with nothing but blanks between them are one proposal. */
function take(found: Range[], { from, to }: Range, text: string): void {
  const last = found.at(-1);
  if (last !== undefined && text.slice(last.to, from).trim() === '') found[found.length - 1] = { from: last.from, to };
  else found.push({ from, to });
}

function told({ from, to, before, after }: EmphasisEdit, { text, place }: Setting, reason: string): NotMerged {
  const words = text.slice(from, to).slice(0, 60);
  const [was, is] = [named(before), named(after)];
  return {
    kind: 'LOOK',
    what: 'aspetto di parole',
    sentence: `In Word «${words}» ${is === '' ? `non è più ${was}` : `è ora ${is}`}. ${reason} Le parole non cambiano; se serve, si segna nella bozza.`,
    place,
    here: was === '' ? 'normale' : was,
    there: is === '' ? 'normale' : is,
  };
}

function decision({ from, to, after, by, kind }: EmphasisEdit, { text, place }: Setting): NotMerged {
  const is = named(after);
  return {
    kind: 'DECISION',
    what: kind === 'accepted' ? 'proposta accettata in Word' : 'proposta tolta o riscritta in Word',
    sentence: `La proposta di ${by?.author ?? ''} è ancora aperta: si accetta o si rifiuta nella bozza, dove la decisione resta agli atti.`,
    place,
    here: `«${text.slice(from, to).slice(0, 60)}» diventa ${is === '' ? 'normale' : is}`,
    there: null,
  };
}

function named(marks: readonly PieceMark[]): string {
  return marks.map((mark) => names[mark]).join(' e ');
}
