import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { Gapcursor } from '@tiptap/extensions';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftFragment, type Side, type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { type Drafter } from '@gare/domain/drafting/permitted-change';
import { type DraftNumbering } from '@gare/domain/drafting/numbering';
import { presenceColour } from '@gare/domain/drafting/section-owner';
import { announce } from '../../announcements';
import { useObservable } from '../../observable';
import { type DraftConnection, type DraftRight } from '../connection/draft-connection';
import { AtomViews } from './atom-views';
import { DraftKeys } from './draft-keys';
import { DraftRules } from './draft-rules';
import { draftSchemaExtensions } from './draft-schema-extensions';
import { type EditRefusal } from './edit-rules';
import { FindInDraft } from './find-in-draft';
import { DraftNumbers, setNumbering } from './numbers';
import { PasteRules } from './paste-rules';
import { SectionMarks } from './section-marks';
import { SharedEdits } from './shared-edits';
import { SteadyCursor } from './steady-cursor';
import { type LeftOut } from '../paste/left-out';
import { useLeftOutWords } from '../paste/use-left-out-words';
import { type Decision } from '../suggestions/decide';
import { SuggestionKeys } from '../suggestions/suggestion-keys';
import { useSuggestionWords } from '../suggestions/use-suggestion-words';
import { DraftTables } from './tables';

export interface DraftEditorOptions {
  readonly connection: DraftConnection;
  readonly person: { readonly id: string; readonly name: string };
  /** The person chose to propose, also where they could write. */
  readonly proposes: boolean;
  /** How a side is called at the margin; the same as long as the page is open. */
  readonly sectionLabel: (owner: Side | null) => string | null;
  /** How the document counts; undefined until it is known. */
  readonly numbering: DraftNumbering | undefined;
  readonly onValue: (value: ValueAttrs) => void;
  readonly onReference: (target: string) => void;
  readonly onFind: () => void;
  readonly onToolbar: () => void;
}

const seen = { top: 200, right: 5, bottom: 100, left: 5 };

const roles = { SCRIVE: 'owner', SUGGERISCE: 'suggester', LEGGE: 'reader' } as const;

/** The person as the rules of a draft know them. */
export function drafterOf({ mode, sides }: DraftRight, personId: string): Drafter {
  return { role: roles[mode], sides, authorId: personId };
}

interface DraftEditor {
  /** Null until the text is there. */
  readonly editor: Editor | null;
  /** The last edit that was refused here, until the next that was not. */
  readonly refusal: EditRefusal | null;
  /** Values of the scheda the person has taken out of the text, until they say that they know. */
  readonly valuesOut: readonly string[];
  readonly forgetValuesOut: () => void;
  /** What the last paste brought and a draft does not take; until the next edit. */
  readonly leftOut: readonly LeftOut[];
}

/** The editor of an open draft, for as long as its connection is open. */
export function useDraftEditor(options: DraftEditorOptions): DraftEditor {
  const { connection, numbering } = options;
  const { t } = useTranslation();
  const right = useObservable(connection.right);
  const hasText = useObservable(connection.hasText);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [refusal, setRefusal] = useState<EditRefusal | null>(null);
  const [valuesOut, setValuesOut] = useState<readonly string[]>([]);
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([]);
  const suggestionWords = useSuggestionWords();
  const leftOutWords = useLeftOutWords();
  const latest = useEffectEvent(() => options);
  const onRefused = useEffectEvent((why: EditRefusal) => {
    setRefusal(why);
    announce(t(`redazione.rifiuto.${why}`));
  });
  const onValuesOut = useEffectEvent((out: readonly string[]) => {
    setValuesOut(out);
    announce(t('redazione.valore.tolto', { count: out.length, testo: out.join('», «') }));
  });
  const onLeftOut = useEffectEvent((kinds: readonly LeftOut[]) => {
    setLeftOut(kinds);
    announce(leftOutWords(kinds));
  });
  const words = useEffectEvent(() => ({
    label: t('redazione.testo'),
    value: t('redazione.valore.titolo'),
    broken: t('redazione.riferimento.perso'),
    gone: t('redazione.valore.sparito'),
    missing: t('redazione.valore.manca'),
    reached: (text: string) => t('redazione.valore.raggiunto', { testo: text }),
    suggestion: suggestionWords,
    decided: (decision: Decision) => t(`redazione.proposte.fatto.${decision}`, { count: 1 }),
    notYours: t('redazione.proposte.nonTua'),
  }));
  useEffect(() => {
    if (!hasText) return undefined;
    const said = words();
    const opened = new Editor({
      injectCSS: false,
      editable: connection.right.get().mode !== 'LEGGE',
      extensions: [
        ...draftSchemaExtensions(),
        DraftRules.configure({
          editing: () => ({
            who: drafterOf(connection.right.get(), latest().person.id),
            author: { authorId: latest().person.id, author: latest().person.name, at: new Date().toISOString() },
            proposes: latest().proposes,
          }),
          onRefused: (why) => {
            onRefused(why);
          },
          onGone: (out) => {
            setRefusal(null);
            setLeftOut([]);
            if (out.length > 0) onValuesOut(out);
          },
        }),
        AtomViews.configure({
          ...{ valueTitle: said.value, brokenReference: said.broken, goneValue: said.gone, missingValue: said.missing },
          onValue: (value) => {
            latest().onValue(value);
          },
          onReference: (target) => {
            latest().onReference(target);
          },
          onReached: ({ text }) => {
            announce(said.reached(text), { atOnce: true });
          },
        }),
        DraftKeys.configure({
          onFind: () => {
            latest().onFind();
          },
          onToolbar: () => {
            latest().onToolbar();
          },
        }),
        SuggestionKeys.configure({
          who: () => drafterOf(connection.right.get(), latest().person.id),
          onReached: (suggestion, number, total) => {
            announce(said.suggestion(suggestion, number, total), { atOnce: true });
          },
          onDecided: (decision) => {
            announce(said.decided(decision), { atOnce: true });
          },
          onMayNot: () => {
            announce(said.notYours, { atOnce: true });
          },
        }),
        PasteRules.configure({
          onLeftOut: (kinds) => {
            onLeftOut(kinds);
          },
        }),
        SectionMarks.configure({ label: latest().sectionLabel }),
        ...[DraftNumbers, FindInDraft, DraftTables, Gapcursor, SharedEdits, SteadyCursor],
        ...shared(connection, latest().person),
      ],
      editorProps: {
        // The head of the page and, in a narrow window, the panel at its lower edge stand over the text.
        scrollMargin: seen,
        scrollThreshold: seen,
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': said.label,
          lang: 'it',
          spellcheck: 'true',
          class: 'gi-draft',
        },
      },
    });
    const tellPlace = (): void => {
      const { awareness } = connection.provider;
      const block = blockAt(opened);
      // Said again, it would go to everybody at every key.
      if (awareness?.getLocalState()?.['block'] !== block) awareness?.setLocalStateField('block', block);
    };
    opened.on('selectionUpdate', tellPlace);
    setEditor(opened);
    return () => {
      setEditor(null);
      opened.destroy();
    };
  }, [connection, hasText]);
  useEffect(() => {
    editor?.setEditable(right.mode !== 'LEGGE', false);
  }, [editor, right.mode]);
  useEffect(() => {
    if (editor && numbering) setNumbering(editor, numbering);
  }, [editor, numbering]);
  const forgetValuesOut = useCallback(() => {
    setValuesOut([]);
  }, []);
  return { editor, refusal, valuesOut, forgetValuesOut, leftOut };
}

/** The text as one with the others, and their cursors. */
function shared(
  { document, provider }: DraftConnection,
  { id, name }: DraftEditorOptions['person'],
): (typeof Collaboration | typeof CollaborationCaret)[] {
  return [
    Collaboration.configure({ document, field: draftFragment }),
    CollaborationCaret.configure({ provider, user: { id, name, color: presenceColour(id) } }),
  ];
}

/** The block of the first level the cursor stands in. */
function blockAt({ state: { selection } }: Editor): string | null {
  const block = selection.$from.depth === 0 ? selection.$from.nodeAfter : selection.$from.node(1);
  return (block?.attrs['id'] as string | null | undefined) ?? null;
}
