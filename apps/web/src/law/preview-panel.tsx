import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client';
import { useAskingAgain } from '../api/live-updates';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { focusWhenShown } from '../focus-when-shown';
import { shortDay } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button, TextLink } from '../ui/button';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Code, Muted, PlainList, Row, Stack, TargetHeading } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { type LawPreview, lawPreviewQuery } from './queries';

type Effect = LawPreview['effects'][number];

const askAgainMs = 1_000;
const shownChanges = 6;

function Changes({ changes }: Pick<Effect, 'changes'>): ReactElement {
  const { t } = useTranslation();
  const more = changes.length - shownChanges;
  return (
    <PlainList>
      {changes.slice(0, shownChanges).map(({ what, name, from, to }) => (
        <li key={`${what} ${name}`}>{t('parametri.cambio', { nome: name, da: from, a: to })}</li>
      ))}
      {more > 0 && (
        <li>
          <Muted>{t('parametri.altriCambi', { count: more })}</Muted>
        </li>
      )}
    </PlainList>
  );
}

function Effects({ preview }: { readonly preview: LawPreview }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<Effect>[] = [
    {
      key: 'fascicolo',
      title: t('parametri.fascicolo'),
      main: true,
      cell: ({ dossierId, oggetto }) => (
        <TextLink to="/fascicoli/$dossierId" params={{ dossierId }}>
          {oggetto}
        </TextLink>
      ),
    },
    { key: 'codice', title: t('parametri.codice'), cell: ({ codiceAppalto }) => <Code short>{codiceAppalto}</Code> },
    { key: 'ente', title: t('parametri.ente'), cell: ({ ente }) => ente },
    { key: 'data', title: t('parametri.dataRiferimento'), cell: ({ asOf }) => shortDay(asOf) },
    { key: 'cambi', title: t('parametri.cheCosaCambia'), cell: ({ changes }) => <Changes changes={changes} /> },
  ];
  return <Table caption={t('parametri.anteprima')} columns={columns} rows={preview.effects} rowKey={({ dossierId }) => dossierId} />;
}

/** Which open dossiers change, and how; then the row is entered or left. */
export function PreviewPanel({
  previewId,
  onDone,
  onLeave,
}: {
  readonly previewId: string;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const askAgain = useAskingAgain(askAgainMs);
  const preview = useQuery({
    ...lawPreviewQuery(previewId),
    refetchInterval: ({ state }) => (state.data?.status === 'FATTA' ? false : askAgain),
  });
  useEffect(() => {
    focusWhenShown('anteprima');
  }, []);
  const found = preview.data;
  const ready = found?.status === 'FATTA' && !found.stale;
  const confirm = async (): Promise<void> => {
    const outcome = await request.send(() =>
      client.POST('/api/law/previews/{previewId}/confirmations', { params: { path: { previewId } } }),
    );
    if (!outcome.ok) return;
    await queryClient.invalidateQueries({ queryKey: ['/api/law/parameters'] });
    onDone();
  };
  return (
    <Stack>
      <TargetHeading id="anteprima">{t('parametri.anteprima')}</TargetHeading>
      {preview.isPending && <Skeleton rows={4} />}
      {preview.error && (
        <TroubleNotice trouble={troubleOf(preview.error)} retrying={preview.isFetching} onRetry={() => void preview.refetch()} />
      )}
      {found && (
        <p role="status">
          {found.status === 'IN_CORSO'
            ? t('parametri.inCorso', { fatti: found.done, totale: found.total })
            : t('parametri.cambiano', { count: found.effects.length, totale: found.total })}
        </p>
      )}
      {found?.stale === true && (
        <Notice tone="warning" title={t('parametri.superata')}>
          <p>{t('parametri.superataTesto')}</p>
        </Notice>
      )}
      {found && found.effects.length > 0 && <Effects preview={found} />}
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      <Row>
        <Button look="primary" busy={request.busy} aria-disabled={!ready} onClick={() => void confirm()}>
          {t('parametri.confermaRiga')}
        </Button>
        <Button onClick={onLeave}>{t('parametri.tornaModulo')}</Button>
      </Row>
    </Stack>
  );
}
