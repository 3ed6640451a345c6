import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type Job, type Package, packageFileUrl } from '../api/client';
import { packageQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { Button, DownloadButton } from '../ui/button';
import { Notice, ProgressBar, Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { CodeBlock, Disclosure, Muted, NextActionBox, Paragraph, Section, Stack } from '../ui/layout';
import { useDossier } from './dossier-frame';
import { permissionOn } from './permission-on';
import { BlockList, distinctBlocks } from './block-list';
import { PackageDetails } from './package-details';

const pollMs = 2000;

function isRunning(job: Job | null | undefined): boolean {
  return job?.status === 'queued' || job?.status === 'running';
}

function BuildButton({
  dossierId,
  ready,
  running,
  again,
  onTrouble,
}: {
  dossierId: string;
  ready: boolean;
  running: boolean;
  /** A current package is there already: building is no longer the thing to do. */
  again: boolean;
  onTrouble: (trouble: Trouble | null) => void;
}): ReactElement {
  const { t } = useTranslation();
  const permission = permissionOn(useDossier(), 'package.build');
  const [busy, setBusy] = useState(false);
  const reason = !permission.allowed ? (permission.reason ?? t('pacchetto.nonPuoi')) : ready ? null : t('pacchetto.primaIBlocchi');
  const build = async (): Promise<void> => {
    setBusy(true);
    onTrouble(null);
    try {
      const { data, error } = await client.POST('/api/dossiers/{dossierId}/package', { params: { path: { dossierId } } });
      if (data === undefined) onTrouble(troubleOf(error));
      else announce(t('pacchetto.avviato'));
      await queryClient.invalidateQueries({ queryKey: packageQuery(dossierId).queryKey });
    } catch (error) {
      onTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      <div>
        <Button
          look={again ? 'secondary' : 'primary'}
          icon="it-file-compressed"
          busy={busy || running}
          aria-disabled={reason !== null}
          aria-describedby={reason === null ? undefined : 'pacchetto-perche'}
          onClick={() => void build()}
        >
          {t(running ? 'pacchetto.inCostruzione' : again ? 'pacchetto.costruisciAncora' : 'pacchetto.costruisci')}
        </Button>
      </div>
      {reason !== null && (
        <p id="pacchetto-perche">
          <Muted>{reason}</Muted>
        </p>
      )}
    </>
  );
}

function Progress({ job }: { job: Job }): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <ProgressBar value={job.progress} label={job.step ?? t('pacchetto.inCoda')} />
      <Paragraph>{t('pacchetto.puoiChiudere')}</Paragraph>
    </Stack>
  );
}

function History({ packages, dossierId }: { packages: readonly Package[]; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <Section id="storia" title={t('pacchetto.storia')}>
      <Stack>
        {packages.map((item) => (
          <Disclosure key={item.id} summary={t('pacchetto.versioneStato', { n: item.version, stato: t(`pacchetto.stato.${item.status}`) })}>
            <PackageDetails item={item} dossierId={dossierId} />
          </Disclosure>
        ))}
      </Stack>
    </Section>
  );
}

/** The publication package: what stands in the way, the building of it, what was sealed and how to verify it. */
export function PackagePage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/fascicolo' });
  const bundle = useQuery({ ...packageQuery(dossierId), refetchInterval: (query) => (isRunning(query.state.data?.job) ? pollMs : false) });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  if (bundle.isPending) return <Skeleton rows={6} />;
  if (bundle.error)
    return <TroubleNotice trouble={troubleOf(bundle.error)} retrying={bundle.isFetching} onRetry={() => void bundle.refetch()} />;
  const { ready, job, packages } = bundle.data;
  const blocks = distinctBlocks(bundle.data.blocks);
  const running = isRunning(job);
  const newest = packages.find((item) => item.status === 'SEALED');
  const current = newest?.outdated === false && !running ? newest : undefined;
  const others = packages.filter((item) => item !== newest && item.status !== 'BUILDING');
  return (
    <Stack gap="lg">
      <NextActionBox id="pacchetto" title={t(current ? 'pacchetto.titoloPronto' : 'pacchetto.titolo')}>
        <Stack gap="sm">
          <Paragraph>{t('pacchetto.spiegazione')}</Paragraph>
          {blocks.length > 0 ? (
            <>
              <StatusText tone="danger" icon="it-error">
                {t('pacchetto.blocchi', { count: blocks.length })}
              </StatusText>
              <BlockList blocks={blocks} dossierId={dossierId} label={t('pacchetto.blocchi', { count: blocks.length })} />
            </>
          ) : (
            <StatusText tone="success" icon="it-check-circle">
              {t(current ? 'pacchetto.aggiornato' : 'pacchetto.pronto')}
            </StatusText>
          )}
          {current && (
            <div>
              <DownloadButton href={packageFileUrl(dossierId, current.id)}>{t('pacchetto.scarica')}</DownloadButton>
            </div>
          )}
          <BuildButton dossierId={dossierId} ready={ready} running={running} again={current !== undefined} onTrouble={setTrouble} />
          {job !== null && running && <Progress job={job} />}
          {job?.status === 'failed' && (
            <Notice tone="danger" title={t('pacchetto.nonRiuscito')}>
              {job.reason ?? t('pacchetto.senzaMotivo')}
            </Notice>
          )}
          {trouble && <TroubleNotice trouble={trouble} />}
        </Stack>
      </NextActionBox>
      {newest && (
        <Section id="sigillato" title={t('pacchetto.sigillato', { n: newest.version })}>
          <Stack>
            {newest.outdated && <Notice tone="warning">{t('pacchetto.superato')}</Notice>}
            <PackageDetails item={newest} dossierId={dossierId} open />
            <Section id="verifica" title={t('pacchetto.verificaTitolo')}>
              <Paragraph>{t('pacchetto.verificaTesto')}</Paragraph>
              <CodeBlock label={t('pacchetto.verificaComando')}>{`npm run verify -- ${newest.fileName}`}</CodeBlock>
            </Section>
          </Stack>
        </Section>
      )}
      {others.length > 0 && <History packages={others} dossierId={dossierId} />}
    </Stack>
  );
}
