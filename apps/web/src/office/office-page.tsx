import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { documentsQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Paragraph, Row, Section, Stack } from '../ui/layout';
import { PostedFrame } from '../ui/posted-frame';
import { type OfficeState, officeQuery } from './queries';

interface Place {
  readonly dossierId: string;
  readonly code: string;
}

interface Opened {
  readonly address: string;
  readonly token: string;
  readonly expiresAtMs: number;
  readonly fileName: string;
}

/** A document in the office server of the installation, and what was saved there that is no version yet. */
export function OfficePage(): ReactElement {
  const { t } = useTranslation();
  const place = useParams({ from: '/riservata/fascicoli/$dossierId/documenti/$code/editor' });
  const { dossierId, code } = place;
  const state = useQuery(officeQuery(dossierId, code));
  const title = useQuery(documentsQuery(dossierId)).data?.items.find((item) => item.code === code)?.title ?? code;
  return (
    <Section
      id="editor"
      title={t('editor.titolo', { nome: title })}
      aside={
        <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/documenti" params={{ dossierId }} search={{ documento: code }}>
          {t('documenti.torna')}
        </ButtonLink>
      }
    >
      {state.isPending && <Skeleton rows={4} />}
      {state.error && <TroubleNotice trouble={troubleOf(state.error)} onRetry={() => void state.refetch()} />}
      {state.data && !state.data.available && <EmptyState title={t('editor.nessuno')}>{t('editor.nessunoSpiega')}</EmptyState>}
      {state.data?.available === true && <Offered place={place} state={state.data} title={title} />}
    </Section>
  );
}

function Offered({ place, state, title }: { place: Place; state: OfficeState; title: string }): ReactElement {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const mode = state.whyNot === null ? 'edit' : 'view';
  const open = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const { data, error } = await client.POST('/api/dossiers/{dossierId}/documents/{code}/office', {
        params: { path: { ...place } },
        body: { mode },
      });
      if (data === undefined) setTrouble(troubleOf(error));
      else setOpened(data);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  if (opened !== null) {
    return (
      <PostedFrame
        title={t('editor.cornice', { nome: title })}
        address={opened.address}
        values={{ access_token: opened.token, access_token_ttl: String(opened.expiresAtMs) }}
      />
    );
  }
  return (
    <Stack>
      {state.copy !== null && <Saved place={place} copy={state.copy} locked={state.locked} />}
      <Paragraph>{t(mode === 'edit' ? 'editor.spiega' : 'editor.spiegaLettura')}</Paragraph>
      {state.whyNot !== null && <Notice tone="info">{state.whyNot}</Notice>}
      {state.locked && <Notice tone="info">{t('editor.aperto')}</Notice>}
      {trouble && <TroubleNotice trouble={trouble} />}
      <Row>
        <Button look="primary" busy={busy} onClick={() => void open()}>
          {t(mode === 'edit' ? 'editor.apri' : 'editor.leggi')}
        </Button>
      </Row>
    </Stack>
  );
}

/** What was saved in the editor waits for a person, where the work was not closed or another version came in between. */
function Saved({ place, copy, locked }: { place: Place; copy: NonNullable<OfficeState['copy']>; locked: boolean }): ReactElement {
  const { t } = useTranslation();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [asides, setAsides] = useState(false);
  const [busy, setBusy] = useState(false);
  const conclude = async (keep: boolean): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const { error, response } = await client.POST('/api/dossiers/{dossierId}/documents/{code}/office/conclusion', {
        params: { path: { ...place } },
        body: { keep, over: copy.current },
      });
      if (!response.ok) setTrouble(troubleOf(error));
      else {
        announce(t(keep ? 'editor.resaVersione' : 'editor.messaDaParte'));
        await queryClient.invalidateQueries({ queryKey: officeQuery(place.dossierId, place.code).queryKey });
        await queryClient.invalidateQueries({ queryKey: documentsQuery(place.dossierId).queryKey });
      }
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  const moved = copy.from !== copy.current;
  return (
    <Notice tone="warning" title={t('editor.salvato', { quando: dayAndTime(copy.savedAt), chi: copy.savedBy })}>
      <Stack gap="sm">
        <Paragraph>{t(moved ? 'editor.salvatoAltra' : 'editor.salvatoSpiega', { da: copy.from ?? 0, ora: copy.current ?? 0 })}</Paragraph>
        {locked && <Paragraph>{t('editor.salvatoAperto')}</Paragraph>}
        {trouble && <TroubleNotice trouble={trouble} />}
        {asides ? (
          <Row>
            <Button look="danger" busy={busy} onClick={() => void conclude(false)}>
              {t('editor.confermaDaParte')}
            </Button>
            <Button
              onClick={() => {
                setAsides(false);
              }}
            >
              {t('azioni.annulla')}
            </Button>
          </Row>
        ) : (
          <Row>
            <Button look="primary" busy={busy} onClick={() => void conclude(true)}>
              {t('editor.rendiVersione', { n: (copy.current ?? 0) + 1 })}
            </Button>
            <Button
              onClick={() => {
                setAsides(true);
              }}
            >
              {t('editor.mettiDaParte')}
            </Button>
          </Row>
        )}
      </Stack>
    </Notice>
  );
}
