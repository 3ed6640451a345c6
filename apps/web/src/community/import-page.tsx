import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { ButtonLink } from '../ui/button';
import { Badge, EmptyState, Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Code, Lead, Muted, PlainList, Row, Stack, Strong } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { type CommunityImport, type ImportEntry, importQuery } from './queries';
import { TakeClause } from './take-clause';
import { TakeModel } from './take-model';

const tones = { new: 'info', same: 'neutral', update: 'info', conflict: 'warning' } as const;

/** How many of the sets of data that came with a model gave, here, the document its authors accepted. */
function Trials({ trials: { run, passed } }: { trials: NonNullable<ImportEntry['trials']> }): ReactElement {
  const { t } = useTranslation();
  if (run === 0) return <Muted>{t('condivisione.senzaProve')}</Muted>;
  return (
    <StatusText tone={passed === run ? 'success' : 'warning'} icon={passed === run ? 'it-check-circle' : 'it-warning-circle'}>
      {t('condivisione.prove', { count: run, riuscite: passed })}
    </StatusText>
  );
}

function Entry({ entry, data }: { entry: ImportEntry; data: CommunityImport }): ReactElement {
  const { t } = useTranslation();
  const came = entry.provenance.map(({ ente, version }) => `${ente} (${version})`).join(' › ');
  return (
    <CardItem id={`${entry.kind}-${entry.code}`} tone={entry.state === 'conflict' ? 'warning' : 'plain'}>
      <Stack gap="sm">
        <Row>
          <Strong>
            {entry.code} {entry.title}
          </Strong>
          <Badge tone={tones[entry.state]}>{t(`condivisione.statoVoce.${entry.state}`)}</Badge>
          {entry.taken && (
            <Badge tone="success">{t('condivisione.presa', { giorno: shortDay(entry.taken.at), chi: entry.taken.by })}</Badge>
          )}
        </Row>
        <Muted>
          {t(`condivisione.tipoVoce.${entry.kind}`)} · {t('condivisione.provenienza', { via: came })}
        </Muted>
        {entry.trials && <Trials trials={entry.trials} />}
        {entry.findings.length > 0 && (
          <PlainList label={t('condivisione.rilievi')}>
            {entry.findings.map((finding) => (
              <li key={finding} className="gi-lines">
                {finding}
              </li>
            ))}
          </PlainList>
        )}
        {entry.kind === 'CLAUSOLA' && data.whyNot === null && <TakeClause importId={data.id} entry={entry} />}
        {entry.kind === 'MODELLO' && data.whyNot === null && <TakeModel importId={data.id} entry={entry} />}
        {entry.kind === 'TIPO' && <Muted>{t('condivisione.tipoTesto')}</Muted>}
        {entry.kind === 'TIPO' && data.whyNot === null && (
          <Row>
            <ButtonLink to="/tipi-di-fascicolo/nuova-versione" search={{ pacchetto: data.id, tipo: entry.code }}>
              {t('condivisione.esaminaTipo', { tipo: entry.code })}
            </ButtonLink>
          </Row>
        )}
      </Stack>
    </CardItem>
  );
}

/** What a bundle holds, laid over the own library: nothing is taken without a click, and then as a draft. */
export function ImportPage(): ReactElement {
  const { t } = useTranslation();
  const { importId } = useParams({ from: '/riservata/modelli/condivisione/$importId' });
  const found = useQuery(importQuery(importId));
  const { data } = found;
  return (
    <Stack gap="lg">
      <Breadcrumbs items={[{ label: t('condivisione.titolo'), to: '/modelli/condivisione' }, { label: data?.fileName ?? '…' }]} />
      <PageHeading windowTitle={t('condivisione.pacchetto')}>{data?.fileName ?? t('condivisione.pacchetto')}</PageHeading>
      {found.isPending && <Skeleton rows={8} />}
      {found.error && <TroubleNotice trouble={troubleOf(found.error)} retrying={found.isFetching} onRetry={() => void found.refetch()} />}
      {data && (
        <>
          <Lead>{t('condivisione.pacchettoDi', { nome: data.signer, giorno: shortDay(data.at) })}</Lead>
          <Muted>
            {t('condivisione.impronta')} <Code>{data.fingerprint}</Code>
          </Muted>
          {data.entries.length === 0 ? (
            <EmptyState title={t('condivisione.nessunaVoce')} />
          ) : (
            <CardList label={t('condivisione.contenuto')}>
              {data.entries.map((entry) => (
                <Entry key={`${entry.kind} ${entry.code}`} entry={entry} data={data} />
              ))}
            </CardList>
          )}
        </>
      )}
    </Stack>
  );
}
