import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type DocumentView, type DossierDetail } from '../api/client';
import { documentsQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { DossierTemplates } from '../library/dossier-templates';
import { Button, ButtonLink } from '../ui/button';
import { Notice, ProgressBar, Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { CardList, Disclosure, Section, Stack, Subtitle } from '../ui/layout';
import { StaleBanner } from '../facts/stale-banner';
import { DocumentCard } from './document-card';
import { DocumentTrouble } from './document-trouble';
import { isConvenzione, useDossier } from './dossier-frame';
import { permissionOn } from './permission-on';

const pollMs = 2000;

function isWorking(document: DocumentView): boolean {
  return document.state === 'GENERATING';
}

/** Progress of all documents being made, as one number that never goes back when one of them ends. */
function overallProgress(documents: readonly DocumentView[]): number {
  const jobs = documents.filter(isWorking).map((document) => document.job?.progress ?? 0);
  return jobs.length === 0 ? 100 : jobs.reduce((sum, progress) => sum + progress, 0) / jobs.length;
}

function AllDocuments({
  documents,
  dossierId,
  onTrouble,
}: {
  documents: readonly DocumentView[];
  dossierId: string;
  onTrouble: (trouble: Trouble | null) => void;
}): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const permission = permissionOn(dossier, 'document.generate');
  const [busy, setBusy] = useState(false);
  const waiting = documents.filter(
    (document) => document.canGenerate && document.requirement !== 'NA' && document.state !== 'READY' && !isWorking(document),
  );
  const working = documents.filter(isWorking);
  const generateAll = async (): Promise<void> => {
    setBusy(true);
    onTrouble(null);
    try {
      const { data, error } = await client.POST('/api/dossiers/{dossierId}/documents/generate', {
        params: { path: { dossierId } },
        body: {},
      });
      if (data === undefined) onTrouble(troubleOf(error));
      else announce(t('documenti.avviati', { count: data.jobs.length }));
      await queryClient.invalidateQueries({ queryKey: documentsQuery(dossierId).queryKey });
    } catch (error) {
      onTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  const reason = permission.allowed ? null : (permission.reason ?? t('documenti.nonPuoi'));
  const lacking = documents.some((document) => document.requirement === 'M' && document.due && document.state !== 'READY');
  if (waiting.length === 0 && working.length === 0 && lacking) return <Notice tone="info">{reason ?? t('documenti.altriRedigono')}</Notice>;
  if (waiting.length === 0 && working.length === 0) {
    return (
      <Stack gap="sm">
        <StatusText tone="success" icon="it-check-circle">
          {t('documenti.tuttiPronti')}
        </StatusText>
        {!isConvenzione(dossier) && (
          <div>
            <ButtonLink look="primary" to="/fascicoli/$dossierId/fascicolo" params={{ dossierId }}>
              {t('documenti.vaiAlFascicolo')}
            </ButtonLink>
          </div>
        )}
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <div>
        <Button
          look="primary"
          busy={busy || working.length > 0}
          aria-disabled={reason !== null}
          aria-describedby="documenti-perche"
          onClick={() => void generateAll()}
        >
          {working.length > 0
            ? t('documenti.generazioneInCorso', { count: working.length })
            : t('documenti.generaTutti', { count: waiting.length })}
        </Button>
      </div>
      <span id="documenti-perche">{reason}</span>
      {working.length > 0 && (
        <ProgressBar value={overallProgress(documents)} label={t('documenti.avanzamento', { count: working.length })} />
      )}
      {working.length > 0 && <p>{t('documenti.puoiChiudere')}</p>}
    </Stack>
  );
}

/** Born after the publication, which is still to come: nobody works on it yet. */
function comesLater({ phases }: DossierDetail, { phase, current }: DocumentView): boolean {
  const states = phases.flatMap((one) => one.states);
  const order = (code: string | undefined): number => states.findIndex((state) => state.code === code);
  const published = order('PUBBLICATA');
  const at = states.findIndex(({ status }) => status === 'current');
  return current === null && published >= 0 && order(phase?.code) >= published && order(phase?.code) > at;
}

/** The document set of this procedure, each with its state and what can be done with it. */
export function DocumentsPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/documenti' });
  const { documento } = useSearch({ from: '/riservata/fascicoli/$dossierId/documenti' });
  const documents = useQuery({
    ...documentsQuery(dossierId),
    refetchInterval: (query) => (query.state.data?.items.some(isWorking) === true ? pollMs : false),
  });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const loaded = documents.data !== undefined;
  useEffect(() => {
    if (documento === undefined || !loaded) return;
    const card = document.getElementById(`documento-${documento}`);
    card?.scrollIntoView({ block: 'center', behavior: 'instant' });
    card?.focus({ preventScroll: true });
  }, [documento, loaded]);

  const items = documents.data?.items ?? [];
  const officeEditor = documents.data?.officeEditor === true;
  const dossier = useDossier();
  const asked = items.filter((item) => item.requirement === 'M' || item.requirement === 'UNKNOWN');
  const later = asked.filter((item) => comesLater(dossier, item));
  const groups = [
    { key: 'richiesti', items: asked.filter((item) => !later.includes(item)) },
    { key: 'facoltativi', items: items.filter((item) => item.requirement === 'O') },
  ] as const;
  const notApplicable = items.filter((item) => item.requirement === 'NA');
  return (
    <Section id="documenti" title={t('documenti.titolo')}>
      <Stack>
        {documents.isPending && <Skeleton rows={8} />}
        {documents.error && (
          <TroubleNotice trouble={troubleOf(documents.error)} retrying={documents.isFetching} onRetry={() => void documents.refetch()} />
        )}
        {loaded && <AllDocuments documents={items} dossierId={dossierId} onTrouble={setTrouble} />}
        <StaleBanner dossierId={dossierId} onTrouble={setTrouble} />
        {trouble && <DocumentTrouble trouble={trouble} dossierId={dossierId} />}
        {loaded && <DossierTemplates dossierId={dossierId} />}
        {groups.map(
          (group) =>
            group.items.length > 0 && (
              <Stack key={group.key}>
                <Subtitle>{t(`documenti.gruppo.${group.key}`)}</Subtitle>
                <CardList label={t(`documenti.gruppo.${group.key}`)}>
                  {group.items.map((item) => (
                    <DocumentCard
                      key={item.code}
                      document={item}
                      dossierId={dossierId}
                      officeEditor={officeEditor}
                      onTrouble={setTrouble}
                    />
                  ))}
                </CardList>
              </Stack>
            ),
        )}
        {later.length > 0 && (
          <Disclosure summary={t('documenti.piuAvanti', { count: later.length })} open={later.some((item) => item.code === documento)}>
            <CardList label={t('documenti.piuAvanti', { count: later.length })}>
              {later.map((item) => (
                <DocumentCard key={item.code} document={item} dossierId={dossierId} officeEditor={officeEditor} onTrouble={setTrouble} />
              ))}
            </CardList>
          </Disclosure>
        )}
        {notApplicable.length > 0 && (
          <Disclosure
            summary={t('documenti.nonServono', { count: notApplicable.length })}
            open={notApplicable.some((item) => item.code === documento)}
          >
            <CardList label={t('documenti.nonServono', { count: notApplicable.length })}>
              {notApplicable.map((item) => (
                <DocumentCard key={item.code} document={item} dossierId={dossierId} officeEditor={officeEditor} onTrouble={setTrouble} />
              ))}
            </CardList>
          </Disclosure>
        )}
      </Stack>
    </Section>
  );
}
