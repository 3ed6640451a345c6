import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { EditorContent } from '@tiptap/react';
import { type ReactElement, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOf } from '@gare/domain/drafting/draft-content';
import { type Side, type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { sessionQuery } from '../api/queries';
import { useObservable } from '../observable';
import { useDossier } from '../pages/dossier-frame';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { type DraftConnection } from './connection/draft-connection';
import { saveStateOf } from './connection/save-state';
import { type DraftingTools, DraftingToolsContext } from './drafting-tools';
import { goToBlock } from './editor/go-to-block';
import { drafterOf, useDraftEditor } from './editor/use-draft-editor';
import { FindBar } from './find-bar';
import { HandOver } from './hand-over';
import { KeysDialog } from './keys-dialog';
import { LeaveGuard } from './leave-guard';
import { Outline } from './outline';
import { useLeftOutWords } from './paste/use-left-out-words';
import { PresenceList } from './presence-list';
import { askTicket, type Draft, numberingQuery } from './queries';
import { ReferenceDialog } from './reference-dialog';
import { RefusedNotice } from './refused-notice';
import { SaveLine } from './save-line';
import { ThreadMarksLayer } from './threads/thread-marks-layer';
import { BrokenPlaces } from './broken-places';
import { DraftToolbar } from './toolbar/draft-toolbar';
import { useDraftConnection } from './use-draft-connection';
import { ValueDialog } from './value-dialog';
import { ValuesOutNotice } from './values-out-notice';

interface DraftingDeskProps {
  readonly dossierId: string;
  readonly draft: Draft;
  readonly panel: ReactNode;
  /** The block the address asks for. */
  readonly block: string | undefined;
}

/** An open draft: text, tools and what stands beside it. */
export function DraftingDesk({ dossierId, draft, panel, block }: DraftingDeskProps): ReactElement {
  const [generation, setGeneration] = useState(0);
  const { data: session } = useQuery(sessionQuery());
  const person = useMemo(
    () => (session ? { id: session.utente.id, name: `${session.utente.nome} ${session.utente.cognome}` } : null),
    [session],
  );
  if (person === null) return <Skeleton rows={12} />;
  return (
    <OpenDraft
      key={generation}
      {...{ dossierId, draft, panel, block, person }}
      onAgain={() => {
        setGeneration(generation + 1);
      }}
    />
  );
}

interface OpenDraftProps extends DraftingDeskProps {
  readonly person: { readonly id: string; readonly name: string };
  readonly onAgain: () => void;
}

function OpenDraft(props: OpenDraftProps): ReactElement {
  const { dossierId, draft, person } = props;
  const connection = useDraftConnection({
    ...{ draftId: draft.id, personId: person.id, right: draft },
    ticket: () => askTicket(dossierId, draft.code),
  });
  return connection === null ? <Skeleton rows={12} /> : <ConnectedDraft {...props} connection={connection} />;
}

function useSectionLabel(): (owner: Side | null) => string | null {
  const { ente } = useDossier();
  const { data: session } = useQuery(sessionQuery());
  const sua = session?.sua.denominazione ?? 'SUA';
  return (owner) => (owner === null ? null : owner === 'SUA' ? `SUA · ${sua}` : `Ente · ${ente.denominazione}`);
}

type Open = { readonly kind: 'value'; readonly value: ValueAttrs } | { readonly kind: 'find' | 'reference' | 'keys' } | null;

function ConnectedDraft(props: OpenDraftProps & { readonly connection: DraftConnection }): ReactElement {
  const { dossierId, draft, panel, block, person, connection, onAgain } = props;
  const { t } = useTranslation();
  const facts = useObservable(connection.facts);
  const trouble = useObservable(connection.trouble);
  const refused = useObservable(connection.refused);
  const right = useObservable(connection.right);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [open, setOpen] = useState<Open>(null);
  const [proposes, setProposes] = useState(false);
  const toolbar = useRef<HTMLDivElement>(null);
  const label = useSectionLabel();
  const numbering = useQuery(numberingQuery(dossierId, draft.code));
  const leftOutWords = useLeftOutWords();
  const { editor, refusal, valuesOut, forgetValuesOut, leftOut } = useDraftEditor({
    ...{ connection, person, proposes, sectionLabel: label, numbering: numbering.data },
    onValue: (value) => {
      setOpen({ kind: 'value', value });
    },
    onReference: (target) => {
      if (editor) goToBlock(editor, target);
    },
    onFind: () => {
      setOpen({ kind: 'find' });
    },
    onToolbar: () => {
      toolbar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    },
  });
  useEffect(() => {
    if (editor && block !== undefined) goToBlock(editor, block);
  }, [editor, block]);
  const tools = useMemo<DraftingTools | null>(
    () =>
      editor === null
        ? null
        : {
            ...{ dossierId, code: draft.code, draftId: draft.id, editor, document: connection.document, person },
            drafter: drafterOf(right, person.id),
            goToBlock: (id) => goToBlock(editor, id),
          },
    [dossierId, draft.code, draft.id, editor, connection, person, right],
  );
  const close = (): void => {
    setOpen(null);
    editor?.commands.focus();
  };
  const writtenText = (): string =>
    editor === null
      ? ''
      : editor.state.doc.children
          .filter((one) => refused?.blocks.includes(String(one.attrs['id'])) === true)
          .map(textOf)
          .join('\n');
  const go = (id: string): void => {
    if (editor) goToBlock(editor, id);
  };
  const isReading = right.mode === 'LEGGE';
  return (
    <div className="gi-drafting">
      <div className="gi-drafting-index">{editor && <Outline editor={editor} onGo={go} />}</div>
      <div className="gi-drafting-main">
        <div className="gi-drafting-head">
          <div className="gi-row gi-row-between gi-drafting-status">
            <SaveLine state={saveStateOf(facts)} whyReadOnly={right.whyNot} />
            <PresenceList connection={connection} personId={person.id} onGo={go} />
          </div>
          {editor && !isReading && (
            <DraftToolbar
              ref={toolbar}
              editor={editor}
              proposes={proposes}
              mustPropose={right.mode === 'SUGGERISCE'}
              onPropose={setProposes}
              onFind={() => {
                setOpen({ kind: 'find' });
              }}
              onReference={() => {
                setOpen({ kind: 'reference' });
              }}
              onKeys={() => {
                setOpen({ kind: 'keys' });
              }}
            />
          )}
          {editor && open?.kind === 'find' && <FindBar editor={editor} onClose={close} />}
          {tools && <HandOver {...tools} label={label} />}
          {editor && <BrokenPlaces editor={editor} onGo={go} />}
        </div>
        {trouble && <TroubleNotice trouble={trouble} onRetry={onAgain} />}
        {refusal && <Notice tone="warning">{t(`redazione.rifiuto.${refusal}`)}</Notice>}
        {leftOut.length > 0 && <Notice tone="info">{leftOutWords(leftOut)}</Notice>}
        {editor && valuesOut.length > 0 && <ValuesOutNotice editor={editor} values={valuesOut} onDone={forgetValuesOut} />}
        {refused && (
          <RefusedNotice
            reason={refused.reason}
            text={writtenText()}
            onAgain={() => {
              void connection.forget().then(onAgain);
            }}
          />
        )}
        {editor === null && !trouble && <Skeleton rows={12} />}
        {editor && (
          <div id="redazione-testo" className={isReading ? 'gi-draft-sheet gi-draft-reading' : 'gi-draft-sheet'}>
            <EditorContent editor={editor} />
          </div>
        )}
      </div>
      <aside aria-label={t('redazione.pannello.nome')}>
        {tools && (
          <DraftingToolsContext value={tools}>
            <ThreadMarksLayer />
            {panel}
          </DraftingToolsContext>
        )}
      </aside>
      {open?.kind === 'value' && <ValueDialog dossierId={dossierId} value={open.value} onClose={close} />}
      {editor && open?.kind === 'reference' && <ReferenceDialog editor={editor} onClose={close} />}
      {open?.kind === 'keys' && <KeysDialog onClose={close} />}
      <LeaveGuard pending={facts.pending} keepsHere={facts.keepsHere} path={path} />
    </div>
  );
}
