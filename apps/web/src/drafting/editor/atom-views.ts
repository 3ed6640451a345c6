import { Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import { type Decoration, type EditorView, type NodeView } from '@tiptap/pm/view';
import { type AtomFormat, type NodeChange, type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { isMissingText } from '@gare/domain/drafting/missing-value';
import { type ReferenceLook } from './numbers';

interface AtomViewsOptions {
  readonly onValue: (value: ValueAttrs) => void;
  readonly onReference: (target: string) => void;
  /** What a value is, for who hears it instead of seeing it. */
  readonly valueTitle: string;
  readonly brokenReference: string;
  /** Said of a value that neither template nor scheda print any more. */
  readonly goneValue: string;
  /** Said of a value the scheda does not have yet. */
  readonly missingValue: string;
  /** Says that the cursor stands on a value. */
  readonly onReached: (value: ValueAttrs) => void;
}

/**
 * Values of the scheda and cross references in the text: shown as printed, never typed into. A click, or Enter where the cursor stands on
 * one, opens it. While the text is only read they are stops of the Tab key; in a text that is written Tab would stop at each of hundreds,
 * there the arrow keys reach them.
 */
export const AtomViews = Extension.create<AtomViewsOptions>({
  name: 'atomViews',
  priority: 960,
  addKeyboardShortcuts() {
    const { editor, options } = this;
    return {
      Enter: () => {
        const { selection } = editor.state;
        return selection instanceof NodeSelection && opened(selection.node, options);
      },
    };
  },
  onSelectionUpdate() {
    const { selection } = this.editor.state;
    if (selection instanceof NodeSelection && selection.node.type.name === 'value')
      this.options.onReached(selection.node.attrs as ValueAttrs);
  },
  addProseMirrorPlugins() {
    const { options } = this;
    const view = (node: Node, { editable }: EditorView, decorations: readonly Decoration[]): AtomView =>
      new AtomView(node, decorations, { options, isStop: !editable });
    return [
      new Plugin({
        props: {
          nodeViews: {
            value: (node, editor, _getPos, decorations) => view(node, editor, decorations),
            crossRef: (node, editor, _getPos, decorations) => view(node, editor, decorations),
          },
        },
      }),
    ];
  },
});

function opened(node: Node, options: AtomViewsOptions): boolean {
  if (node.type.name === 'value') options.onValue(node.attrs as ValueAttrs);
  else if (node.type.name === 'crossRef') options.onReference(String(node.attrs['target']));
  else return false;
  return true;
}

interface AtomLook {
  readonly options: AtomViewsOptions;
  readonly isStop: boolean;
}

/** What the reference reads, as the numbers of the text tell it. */
function labelIn(decorations: readonly Decoration[]): string | null {
  const look = decorations.map(({ spec }) => spec as Partial<ReferenceLook>).find((spec) => spec.label !== undefined);
  return look?.label ?? null;
}

const changes = { insertion: 'gi-ins', deletion: 'gi-del', modification: 'gi-drafting-reformatted' } as const;

class AtomView implements NodeView {
  readonly dom: HTMLElement;

  constructor(
    private node: Node,
    decorations: readonly Decoration[],
    private readonly look: AtomLook,
  ) {
    this.dom = document.createElement('span');
    this.dom.contentEditable = 'false';
    this.dom.setAttribute('role', 'button');
    this.dom.setAttribute('aria-haspopup', 'dialog');
    this.dom.tabIndex = look.isStop ? 0 : -1;
    this.dom.addEventListener('click', () => {
      opened(this.node, look.options);
    });
    this.dom.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      opened(this.node, look.options);
    });
    this.show(labelIn(decorations));
  }

  /** Values change with the scheda, references with the numbers of the text: both are shown where they stand. */
  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show(labelIn(decorations));
    return true;
  }

  selectNode(): void {
    this.dom.dataset['selected'] = '';
  }

  deselectNode(): void {
    delete this.dom.dataset['selected'];
  }

  /** The keys on a stop of a text that is only read are its own; the rest belongs to the editor. */
  stopEvent(event: Event): boolean {
    return this.look.isStop && event.type === 'keydown';
  }

  ignoreMutation(): boolean {
    return true;
  }

  private show(label: string | null): void {
    const { options } = this.look;
    const isValue = this.node.type.name === 'value';
    const { text, gone, instance, change, format } = this.node.attrs as ValueAttrs & {
      change: NodeChange | null;
      format: AtomFormat | null;
    };
    const isBroken = isValue ? gone === true : label === null;
    const isMissing = isValue && !isBroken && isMissingText(text);
    const shown = isValue ? text : (label ?? options.brokenReference);
    if (this.dom.textContent !== shown) this.dom.textContent = shown;
    const base = isValue ? 'gi-bound gi-drafting-value' : 'gi-drafting-ref';
    const kind = change?.kind === 'insertion' || change?.kind === 'deletion' || change?.kind === 'modification' ? changes[change.kind] : '';
    this.dom.className = [base, kind, isBroken ? 'gi-drafting-broken' : '', isMissing ? 'gi-drafting-missing' : '']
      .filter((name) => name !== '')
      .join(' ');
    this.dom.dataset['format'] = (format ?? []).map(({ type }) => type).join(' ');
    if (isValue) this.dom.dataset['value'] = instance;
    const valueTitle = isBroken ? options.goneValue : isMissing ? options.missingValue : options.valueTitle;
    const title = isValue ? valueTitle : isBroken ? options.brokenReference : '';
    if (title !== '') this.dom.title = title;
    else this.dom.removeAttribute('title');
  }
}
