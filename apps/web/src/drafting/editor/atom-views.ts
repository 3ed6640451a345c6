import { Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import { type EditorView, type NodeView } from '@tiptap/pm/view';
import { type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { referenceText } from './references';

interface AtomViewsOptions {
  readonly onValue: (value: ValueAttrs) => void;
  readonly onReference: (target: string) => void;
  /** What a value is, for who hears it instead of seeing it. */
  readonly valueTitle: string;
  readonly brokenReference: string;
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
    const view = (node: Node, { editable }: EditorView, text: string): AtomView =>
      new AtomView(node, { text, isStop: !editable, title: node.type.name === 'value' ? options.valueTitle : '' }, (now) => {
        opened(now, options);
      });
    return [
      new Plugin({
        props: {
          nodeViews: {
            value: (node, editor) => view(node, editor, String(node.attrs['text'])),
            crossRef: (node, editor) =>
              view(node, editor, referenceText(editor.state.doc, String(node.attrs['target'])) ?? options.brokenReference),
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
  readonly text: string;
  readonly title: string;
  readonly isStop: boolean;
}

const changes = { insertion: 'gi-ins', deletion: 'gi-del', modification: '' } as const;

class AtomView implements NodeView {
  readonly dom: HTMLElement;

  constructor(
    private node: Node,
    private readonly look: AtomLook,
    open: (node: Node) => void,
  ) {
    this.dom = document.createElement('span');
    this.dom.textContent = look.text;
    this.dom.contentEditable = 'false';
    this.dom.setAttribute('role', 'button');
    this.dom.setAttribute('aria-haspopup', 'dialog');
    this.dom.tabIndex = look.isStop ? 0 : -1;
    if (look.title !== '') this.dom.title = look.title;
    this.dom.addEventListener('click', () => {
      open(this.node);
    });
    this.dom.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      open(this.node);
    });
    this.show();
  }

  update(node: Node): boolean {
    if (
      node.type !== this.node.type ||
      node.attrs['text'] !== this.node.attrs['text'] ||
      node.attrs['target'] !== this.node.attrs['target']
    ) {
      return false;
    }
    this.node = node;
    this.show();
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

  private show(): void {
    const change = this.node.attrs['change'] as { kind: keyof typeof changes } | null;
    const base = this.node.type.name === 'value' ? 'gi-bound gi-drafting-value' : 'gi-drafting-ref';
    this.dom.className = change === null ? base : `${base} ${changes[change.kind]}`;
    if (this.node.type.name === 'value') this.dom.dataset['value'] = String(this.node.attrs['instance']);
  }
}
