import { useQuery } from '@tanstack/react-query';
import { redline } from '@gare/domain/redline/redline';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime, shortDay } from '../format/dates';
import { useDossier } from '../pages/dossier-frame';
import { useRequest } from '../pages/use-request';
import { RedlineView } from '../redline/redline-view';
import { Button, TextLink } from '../ui/button';
import { ConfirmDialog } from '../ui/dialog';
import { Badge, EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField, TextArea, TextField } from '../ui/field';
import { Box, Disclosure, Facts, Lead, Muted, Paragraph, Row, Section, Stack, Subtitle } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { UnregisteredChanges } from './unregistered-changes';
import { type Deviation, type DossierClause, type DossierClauses, dossierClausesQuery } from './queries';

export function keepDossierClauses(dossierId: string, clauses: DossierClauses): void {
  queryClient.setQueryData(['/api/dossiers/{dossierId}/clauses', { dossierId }], clauses);
  void queryClient.invalidateQueries({ queryKey: ['/api/dossiers/{dossierId}/documents', { dossierId }] });
}

function BackDialog({ deviation, dossierId, onClose }: { deviation: Deviation; dossierId: string; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [reason, setReason] = useState('');
  const params = { path: { dossierId, deviationId: deviation.id } };
  const goBack = async (): Promise<void> => {
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/deviations/{deviationId}/withdrawals', { params, body: { reason } }),
    );
    if (!outcome.ok) return;
    keepDossierClauses(dossierId, outcome.data);
    announce(t('scostamenti.tornataOra', { clausola: deviation.title }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('scostamenti.tornaTitolo', { clausola: `${deviation.code} ${deviation.title}` })}
      onClose={onClose}
      confirm={t('scostamenti.torna')}
      busy={request.busy}
      onConfirm={() => void goBack()}
    >
      <Stack>
        <Paragraph>{t('scostamenti.tornaTesto')}</Paragraph>
        <TextArea
          id="motivo-ritorno"
          label={t('scostamenti.motivoFacoltativo')}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}

/** One deviation: what stands in the dossier over what the library has, with who, when and why. */
function One({ deviation, dossierId, mayWrite }: { deviation: Deviation; dossierId: string; mayWrite: boolean }): ReactElement {
  const { t } = useTranslation();
  const [going, setGoing] = useState(false);
  const { code, title, form, documents, withdrawn } = deviation;
  const name = form === '' ? code : `${code}-${form}`;
  return (
    <Box tone={withdrawn === null ? 'plain' : 'muted'}>
      <Stack gap="sm">
        <Row align="between">
          <Subtitle>
            {name} {title}
          </Subtitle>
          <Row>
            {deviation.protected && (
              <Badge tone="info" icon="it-locked">
                {t('clausole.protetta')}
              </Badge>
            )}
            {withdrawn !== null && <Badge>{t('scostamenti.ritirato')}</Badge>}
          </Row>
        </Row>
        <Facts
          items={[
            [t('scostamenti.motivo'), deviation.reason === '' ? t('scostamenti.senzaMotivo') : deviation.reason],
            [t('scostamenti.chi'), `${deviation.by}, ${dayAndTime(deviation.at)}`],
            [t('clausole.documenti'), documents.map(({ code: document, title: named }) => `${named} (${document})`).join(', ')],
            [t('scostamenti.standard'), t('clausole.versione', { versione: deviation.standardVersion })],
            ...(withdrawn === null
              ? []
              : [[t('scostamenti.tornatoStandard'), `${withdrawn.by}, ${dayAndTime(withdrawn.at)}. ${withdrawn.reason}`] as const]),
          ]}
        />
        {withdrawn === null && deviation.standardMoved && <Notice tone="warning" title={t('scostamenti.standardCambiato')} />}
        <RedlineView label={t('scostamenti.confronto', { clausola: name })} redline={redline(deviation.standard, deviation.changed)} />
        {withdrawn === null && mayWrite && (
          <Row>
            <TextLink to="/fascicoli/$dossierId/scostamenti/$code" params={{ dossierId, code }} search={form === '' ? {} : { forma: form }}>
              {t('scostamenti.modifica', { clausola: name })}
            </TextLink>
            <Button
              small
              onClick={() => {
                setGoing(true);
              }}
            >
              {t('scostamenti.torna')}
            </Button>
          </Row>
        )}
        {going && (
          <BackDialog
            deviation={deviation}
            dossierId={dossierId}
            onClose={() => {
              setGoing(false);
            }}
          />
        )}
      </Stack>
    </Box>
  );
}

/** The wordings the library offers for a clause. */
function Alternatives({
  clause,
  dossierId,
  mayWrite,
}: {
  clause: DossierClause;
  dossierId: string;
  mayWrite: boolean;
}): ReactElement | null {
  const { t } = useTranslation();
  const request = useRequest();
  if (clause.alternatives.length === 0) return null;
  const params = { path: { dossierId, code: clause.code } };
  const choose = async (key: string): Promise<void> => {
    const body = { alternative: key === '' ? null : key };
    const outcome = await request.send(() => client.POST('/api/dossiers/{dossierId}/clauses/{code}/choices', { params, body }));
    if (!outcome.ok) return;
    keepDossierClauses(dossierId, outcome.data);
    announce(t('scostamenti.scelta', { clausola: clause.title }));
  };
  const chosen = clause.alternatives.find(({ key }) => key === clause.alternative);
  return (
    <>
      <SelectField
        id={`alternativa-${clause.code}`}
        label={t('scostamenti.alternativa', { clausola: clause.title })}
        empty={t('scostamenti.testoStandard')}
        options={clause.alternatives.map(({ key, title }) => ({ value: key, label: title }))}
        note={chosen?.note}
        value={clause.alternative ?? ''}
        disabled={!mayWrite || request.busy}
        onChange={(event) => void choose(event.target.value)}
      />
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </>
  );
}

function OneClause({ clause, dossierId, mayWrite }: { clause: DossierClause; dossierId: string; mayWrite: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <Disclosure summary={`${clause.code} ${clause.title}`}>
      <Stack gap="sm">
        <Muted>
          {clause.conditionInWords} · {t('clausole.versione', { versione: clause.version })}
          {clause.protected && ` · ${t('clausole.protetta')}`}
        </Muted>
        <Alternatives clause={clause} dossierId={dossierId} mayWrite={mayWrite} />
        {clause.texts.map(({ form, name, title, documents, paragraphs, changed }) => (
          <Box key={form} tone={changed === null ? 'plain' : 'warning'}>
            <Stack gap="sm">
              <Row align="between">
                <Subtitle>
                  {name}: {title}
                </Subtitle>
                {mayWrite && (
                  <TextLink
                    to="/fascicoli/$dossierId/scostamenti/$code"
                    params={{ dossierId, code: clause.code }}
                    search={form === '' ? {} : { forma: form }}
                  >
                    {t('scostamenti.cambia', { clausola: name })}
                  </TextLink>
                )}
              </Row>
              <Muted>{t('clausole.vaIn', { documenti: documents.map(({ code, title: named }) => `${named} (${code})`).join(', ') })}</Muted>
              {paragraphs.map((paragraph, index) => (
                <Paragraph key={index}>{paragraph}</Paragraph>
              ))}
            </Stack>
          </Box>
        ))}
      </Stack>
    </Disclosure>
  );
}

const folded = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

function AllClauses({ clauses, dossierId }: { clauses: DossierClauses; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const shown = clauses.items.filter(({ code, title }) => folded(`${code} ${title}`).includes(folded(wanted.trim())));
  return (
    <Section id="clausole-del-fascicolo" title={t('scostamenti.clausole', { count: clauses.items.length })}>
      <Stack gap="sm">
        <Muted>{t('scostamenti.dataRiferimento', { giorno: shortDay(clauses.asOf) })}</Muted>
        <TextField
          id="cerca-clausola"
          type="search"
          label={t('clausole.cerca')}
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
          }}
        />
        {shown.length === 0 && <EmptyState title={t('clausole.nessunaTrovata')} />}
        {shown.map((clause) => (
          <OneClause key={clause.code} clause={clause} dossierId={dossierId} mayWrite={clauses.whyNot === null} />
        ))}
      </Stack>
    </Section>
  );
}

/** The lawyer’s view of a dossier: only what it has otherwise than the library, then the clauses it takes. */
export function DeviationsPage(): ReactElement {
  const { t } = useTranslation();
  const { id: dossierId } = useDossier();
  const reading = useQuery(dossierClausesQuery(dossierId));
  if (reading.isPending) return <Skeleton rows={10} />;
  if (reading.error)
    return <TroubleNotice trouble={troubleOf(reading.error)} retrying={reading.isFetching} onRetry={() => void reading.refetch()} />;
  const { data } = reading;
  const mayWrite = data.whyNot === null;
  const standing = data.deviations.filter(({ withdrawn }) => withdrawn === null);
  const groups = [
    ['protetti', standing.filter((one) => one.protected)],
    ['altri', standing.filter((one) => !one.protected)],
    ['ritirati', data.deviations.filter(({ withdrawn }) => withdrawn !== null)],
  ] as const;
  return (
    <Stack gap="lg">
      <Lead>{t('scostamenti.testo')}</Lead>
      <UnregisteredChanges dossierId={dossierId} />
      <WhyNot id="scostamenti-perche" reason={data.whyNot} summary={t('scostamenti.percheNo')} />
      {standing.length === 0 && (
        <EmptyState title={t('scostamenti.segueLoStandard')}>
          <p>{t('scostamenti.segueTesto')}</p>
        </EmptyState>
      )}
      {groups.map(
        ([name, deviations]) =>
          deviations.length > 0 && (
            <Section key={name} id={`scostamenti-${name}`} title={t(`scostamenti.gruppi.${name}`, { count: deviations.length })}>
              <Stack>
                {deviations.map((deviation) => (
                  <One key={deviation.id} deviation={deviation} dossierId={dossierId} mayWrite={mayWrite} />
                ))}
              </Stack>
            </Section>
          ),
      )}
      <AllClauses clauses={data} dossierId={dossierId} />
    </Stack>
  );
}
