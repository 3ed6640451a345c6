import { type Editor } from '@tiptap/core';
import { isInTable } from '@tiptap/pm/tables';
import { useEditorState } from '@tiptap/react';
import { type ReactElement, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { asKind, atLevel } from '../editor/draft-keys';
import { insertTable, tableActs } from '../editor/tables';
import { Tool, Toolbar, ToolGroup } from './toolbar';

interface DraftToolbarProps {
  readonly editor: Editor;
  readonly proposes: boolean;
  /** Somebody who may only propose has no choice. */
  readonly mustPropose: boolean;
  readonly onPropose: (on: boolean) => void;
  readonly onFind: () => void;
  readonly onReference: () => void;
  readonly onKeys: () => void;
  readonly ref?: Ref<HTMLDivElement>;
}

const marks = [
  { name: 'bold', key: 'grassetto', keys: 'Control+B', look: 'gi-tool-bold' },
  { name: 'italic', key: 'corsivo', keys: 'Control+I', look: 'gi-tool-italic' },
  { name: 'underline', key: 'sottolineato', keys: 'Control+U', look: 'gi-tool-underline' },
  { name: 'subscript', key: 'pedice', keys: 'Control+,', look: '' },
  { name: 'superscript', key: 'apice', keys: 'Control+.', look: '' },
] as const;

const kinds = ['testo', 'titolo1', 'titolo2', 'titolo3', 'titolo4', 'punti', 'lettere', 'numeri'] as const;
type Kind = (typeof kinds)[number];
const forms: Record<Kind, { readonly type: string; readonly attrs?: Record<string, unknown> }> = {
  testo: { type: 'paragraph' },
  titolo1: { type: 'heading', attrs: { level: 1 } },
  titolo2: { type: 'heading', attrs: { level: 2 } },
  titolo3: { type: 'heading', attrs: { level: 3 } },
  titolo4: { type: 'heading', attrs: { level: 4 } },
  punti: { type: 'listItem', attrs: { list: 'bullet' } },
  lettere: { type: 'listItem', attrs: { list: 'letter' } },
  numeri: { type: 'listItem', attrs: { list: 'number' } },
};

function kindAt({ state: { selection } }: Editor): Kind {
  const { type, attrs } = selection.$from.parent;
  const is = (name: Kind): boolean =>
    forms[name].type === type.name && Object.entries(forms[name].attrs ?? {}).every(([attr, value]) => attrs[attr] === value);
  return kinds.find(is) ?? 'testo';
}

/** Everything the text can be given a form with; each tool has its key. */
export function DraftToolbar({
  editor,
  proposes,
  mustPropose,
  onPropose,
  onFind,
  onReference,
  onKeys,
  ref,
}: DraftToolbarProps): ReactElement {
  const { t } = useTranslation();
  const now = useEditorState({
    editor,
    selector: () => ({
      ...{ kind: kindAt(editor), inTable: isInTable(editor.state), inList: editor.isActive('listItem') },
      on: marks
        .filter(({ name }) => editor.isActive(name))
        .map(({ name }) => name)
        .join(' '),
    }),
  });
  const toText = (): void => {
    editor.commands.focus();
  };
  const level = (by: 1 | -1): void => {
    const transaction = atLevel(editor.state, by);
    if (transaction) editor.view.dispatch(transaction);
    toText();
  };
  return (
    <Toolbar ref={ref} label={t('redazione.barra.nome')} controls="redazione-testo" onLeave={toText}>
      <ToolGroup label={t('redazione.barra.carattere')}>
        {marks.map(({ name, key, keys, look }) => (
          <Tool
            key={name}
            label={t(`redazione.barra.${key}`)}
            keys={keys}
            pressed={now.on.split(' ').includes(name)}
            onUse={() => {
              editor.chain().focus().toggleMark(name).run();
            }}
          >
            <span className={look} aria-hidden="true">
              {t(`redazione.barra.lettera.${key}`)}
            </span>
          </Tool>
        ))}
      </ToolGroup>
      <ToolGroup label={t('redazione.barra.paragrafo')}>
        <select
          className="gi-tool-select"
          tabIndex={-1}
          aria-label={t('redazione.barra.stile')}
          value={now.kind}
          onChange={(event) => {
            const form = forms[event.target.value as Kind];
            const transaction = asKind(editor.state, form.type, form.attrs);
            if (transaction) editor.view.dispatch(transaction);
            toText();
          }}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`redazione.barra.tipo.${kind}`)}
            </option>
          ))}
        </select>
        {now.inList && (
          <>
            <Tool
              label={t('redazione.barra.fuori')}
              keys="Shift+Tab"
              onUse={() => {
                level(-1);
              }}
            >
              ⇤
            </Tool>
            <Tool
              label={t('redazione.barra.dentro')}
              keys="Tab"
              onUse={() => {
                level(1);
              }}
            >
              ⇥
            </Tool>
          </>
        )}
      </ToolGroup>
      <ToolGroup label={t('redazione.barra.inserisci')}>
        {!now.inTable && (
          <Tool
            label={t('redazione.barra.tabellaDi')}
            onUse={() => {
              insertTable(editor, 3, 3);
              toText();
            }}
          >
            {t('redazione.barra.tabella')}
          </Tool>
        )}
        <Tool label={t('redazione.barra.rimandoA')} onUse={onReference}>
          {t('redazione.barra.rimando')}
        </Tool>
      </ToolGroup>
      <ToolGroup label={t('redazione.barra.modifica')}>
        <Tool
          label={t('redazione.barra.annulla')}
          keys="Control+Z"
          onUse={() => {
            editor.chain().focus().undo().run();
          }}
        >
          ↶
        </Tool>
        <Tool
          label={t('redazione.barra.ripeti')}
          keys="Control+Y"
          onUse={() => {
            editor.chain().focus().redo().run();
          }}
        >
          ↷
        </Tool>
        <Tool label={t('redazione.barra.trova')} keys="Control+F" onUse={onFind}>
          {t('redazione.barra.trovaBreve')}
        </Tool>
        <Tool
          label={t(mustPropose ? 'redazione.barra.proponiSempre' : 'redazione.barra.proponi')}
          pressed={proposes || mustPropose}
          onUse={() => {
            if (!mustPropose) onPropose(!proposes);
          }}
        >
          {t('redazione.barra.proponiBreve')}
        </Tool>
        <Tool label={t('redazione.barra.tasti')} onUse={onKeys}>
          {t('redazione.barra.tastiBreve')}
        </Tool>
      </ToolGroup>
      {now.inTable && <TableTools editor={editor} onDone={toText} />}
    </Toolbar>
  );
}

const tableNames = ['rigaSopra', 'rigaSotto', 'colonnaPrima', 'colonnaDopo', 'togliRiga', 'togliColonna', 'togliTabella'] as const;

function TableTools({ editor, onDone }: { editor: Editor; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <ToolGroup label={t('redazione.barra.tabella')}>
      {tableNames.map((name) => (
        <Tool
          key={name}
          label={t(`redazione.barra.${name}`)}
          onUse={() => {
            tableActs[name](editor.state, editor.view.dispatch);
            onDone();
          }}
        >
          {t(`redazione.barra.breve.${name}`)}
        </Tool>
      ))}
    </ToolGroup>
  );
}
