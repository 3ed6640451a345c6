import { type Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Side } from '@gare/domain/drafting/draft-schema';
import { type Drafter } from '@gare/domain/drafting/permitted-change';
import { announce } from '../announcements';
import { client } from '../api/client';
import { type Trouble, troubleOf } from '../api/trouble';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { Paragraph, Stack } from '../ui/layout';
import { ownsBlock } from './editor/edit-rules';
import { sectionBlocksAt } from './editor/section-marks';

interface HandOverProps {
  readonly editor: Editor;
  readonly dossierId: string;
  readonly code: string;
  readonly drafter: Drafter;
  readonly label: (owner: Side | null) => string | null;
}

/** Whose the section under the cursor is, and handing it over, where it is one's own. */
export function HandOver({ editor, dossierId, code, drafter, label }: HandOverProps): ReactElement | null {
  const { t } = useTranslation();
  const [to, setTo] = useState<Side | null | undefined>(undefined);
  const here = useEditorState({
    editor,
    selector: () => sectionBlocksAt(editor),
    equalityFn: (before, now) => JSON.stringify(before) === JSON.stringify(now),
  });
  if (here === null) return null;
  const own = ownsBlock(here.owner, drafter);
  const name = label(here.owner);
  const others: readonly (Side | null)[] = (['ENTE', 'SUA', null] as const).filter((side) => side !== here.owner);
  return (
    <div className="gi-drafting-section">
      <span>
        {name === null ? t('redazione.sezione.diTutti') : t(own ? 'redazione.sezione.tua' : 'redazione.sezione.altrui', { chi: name })}
      </span>
      {drafter.role === 'owner' &&
        own &&
        others.map((side) => (
          <Button
            key={side ?? 'tutti'}
            small
            look="quiet"
            onClick={() => {
              setTo(side);
            }}
          >
            {t(side === null ? 'redazione.sezione.aEntrambi' : `redazione.sezione.passa.${side}`)}
          </Button>
        ))}
      {to !== undefined && (
        <HandOverDialog
          target={{ dossierId, code, blocks: here.blocks, to }}
          name={to === null ? t('redazione.sezione.entrambi') : (label(to) ?? to)}
          onClose={() => {
            setTo(undefined);
            // The button that opened the dialog is gone with the section it spoke of.
            editor.commands.focus();
          }}
        />
      )}
    </div>
  );
}

interface HandOverDialogProps {
  readonly target: { readonly dossierId: string; readonly code: string; readonly blocks: readonly string[]; readonly to: Side | null };
  readonly name: string;
  readonly onClose: () => void;
}

function HandOverDialog({ target: { dossierId, code, blocks, to }, name, onClose }: HandOverDialogProps): ReactElement {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const send = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const params = { path: { dossierId, code } };
      const { data, error } = await client.POST('/api/dossiers/{dossierId}/drafts/{code}/owner', {
        params,
        body: { blocks: [...blocks], to },
      });
      if (data === undefined) setTrouble(troubleOf(error));
      else {
        announce(t('redazione.sezione.passata', { chi: name }));
        onClose();
      }
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  return (
    <Dialog
      title={t('redazione.sezione.titolo', { chi: name })}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={busy} onClick={() => void send()}>
            {t('redazione.sezione.conferma')}
          </Button>
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        <Paragraph>{t('redazione.sezione.spiega', { count: blocks.length, chi: name })}</Paragraph>
        {trouble && <TroubleNotice trouble={trouble} />}
      </Stack>
    </Dialog>
  );
}
