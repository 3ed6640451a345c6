import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { redline } from '@gare/domain/redline/redline';
import { announce } from '../announcements';
import { client } from '../api/client';
import { documentsQuery, queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { useRequest } from '../pages/use-request';
import { RedlineView } from '../redline/redline-view';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Paragraph, PlainList, Stack, Subtitle } from '../ui/layout';
import { shortestReason } from './lifecycle-actions';
import { comparisonQuery, dossierTemplatesQuery, type TemplateComparison } from './queries';

interface UpgradeProps {
  readonly dossierId: string;
  readonly code: string;
  /** Hash of the other version. */
  readonly to: string;
  readonly onClose: () => void;
}

/** Another version of a template against the one in use: the text as a redline, what becomes stale, and the act itself. */
export function UpgradeDialog({ dossierId, code, to, onClose }: UpgradeProps): ReactElement {
  const { t } = useTranslation();
  const comparison = useQuery(comparisonQuery(dossierId, code, to));
  const request = useRequest();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim().length < shortestReason;
  const { data } = comparison;
  const version = data?.to.version ?? '';
  const change = async (): Promise<void> => {
    setTried(true);
    if (missing) {
      document.getElementById('motivo-modello')?.focus();
      return;
    }
    const params = { path: { dossierId, code } };
    const body = { to, reason: reason.trim() };
    const outcome = await request.send(() => client.POST('/api/dossiers/{dossierId}/templates/{code}/choice', { params, body }));
    if (!outcome.ok) return;
    void queryClient.invalidateQueries({ queryKey: dossierTemplatesQuery(dossierId).queryKey });
    void queryClient.invalidateQueries({ queryKey: documentsQuery(dossierId).queryKey });
    announce(t('modelli.aggiornato', { versione: version, codice: code }));
    onClose();
  };
  return (
    <Dialog
      wide
      title={
        data === undefined
          ? t('modelli.confronta')
          : t('modelli.confrontoTitolo', { codice: code, da: data.from?.version ?? '–', a: version })
      }
      onClose={onClose}
      actions={
        <>
          {data?.problems.length === 0 && (
            <Button look="primary" busy={request.busy} onClick={() => void change()}>
              {t('modelli.aggiorna', { versione: version })}
            </Button>
          )}
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        {comparison.isPending && <Skeleton rows={6} />}
        {comparison.error && (
          <TroubleNotice trouble={troubleOf(comparison.error)} retrying={comparison.isFetching} onRetry={() => void comparison.refetch()} />
        )}
        {data && <Consequences comparison={data} />}
        {data?.problems.length === 0 && (
          <TextArea
            id="motivo-modello"
            label={t('modelli.motivo')}
            hint={t('modelli.motivoAiuto')}
            error={tried && missing ? t('modelli.motivoManca') : undefined}
            rows={2}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        )}
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Dialog>
  );
}

function Consequences({ comparison }: { comparison: TemplateComparison }): ReactElement {
  const { t } = useTranslation();
  const { before, after, from, to, stale, problems } = comparison;
  const laid = useMemo(() => redline(before, after), [before, after]);
  return (
    <>
      {problems.length > 0 && (
        <Notice tone="danger" title={t('modelli.nonSiPuo')}>
          <PlainList>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </PlainList>
        </Notice>
      )}
      <Subtitle>{t('modelli.daRifare')}</Subtitle>
      {stale.length === 0 ? (
        <Paragraph>{t('modelli.nienteDaRifare')}</Paragraph>
      ) : (
        <>
          <Paragraph>{t('modelli.daRifareUno', { count: stale.length })}</Paragraph>
          <PlainList>
            {stale.map(({ code, title }) => (
              <li key={code}>
                {code} · {title}
              </li>
            ))}
          </PlainList>
        </>
      )}
      <Paragraph>{t('modelli.restano')}</Paragraph>
      <RedlineView redline={laid} label={t('modelli.confrontoEtichetta', { da: from?.version ?? '–', a: to.version })} />
    </>
  );
}
