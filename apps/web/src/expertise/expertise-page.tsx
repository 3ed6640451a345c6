import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { dayAndTime, shortDay } from '../format/dates';
import { useDossier } from '../pages/dossier-frame';
import { Button } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { Facts, Muted, Section, Stack } from '../ui/layout';
import { Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { DayDialog } from './day-dialog';
import { Experts } from './experts';
import { type ExpertDay, type Expertise, expertiseQuery, teamQuery } from './queries';
import { TakeBackDialog } from './take-back-dialog';

const italian = (decimal: string): string => decimal.replace('.', ',');

/** Backlog before and after, days for each case, what the body says of it. */
function Result({ expertise }: { expertise: Expertise }): ReactElement {
  const { t } = useTranslation();
  const { result, estimated, days, hours } = expertise;
  const known = (value: number | string | null): string => (value === null ? t('affiancamento.nonAncora') : italian(String(value)));
  return (
    <Section id="risultato" title={t('affiancamento.risultato')}>
      <Facts
        items={[
          [t('affiancamento.giornateSvolte'), t('affiancamento.giornateOre', { giornate: italian(days), ore: italian(hours) })],
          [t('affiancamento.giornateStimate'), known(estimated)],
          [t('affiancamento.arretratoPrima'), known(result.before)],
          [t('affiancamento.arretratoDopo'), known(result.after)],
          [t('affiancamento.riduzione'), result.percent === null ? known(null) : `${italian(result.percent)}%`],
          [t('affiancamento.giornatePerPratica'), known(result.daysPerCase)],
          [
            t('affiancamento.soddisfazione'),
            result.satisfaction === null ? known(null) : t('affiancamento.suCinque', { voto: result.satisfaction }),
          ],
        ]}
      />
    </Section>
  );
}

function Days({ expertise, onTakeBack }: { expertise: Expertise; onTakeBack: (entry: ExpertDay) => void }): ReactElement {
  const { t } = useTranslation();
  const mayWrite = expertise.whyNot === null;
  if (expertise.items.length === 0) return <EmptyState title={t('affiancamento.nessunaGiornata')} />;
  return (
    <Table
      caption={t('affiancamento.giornate')}
      rows={expertise.items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'cosa',
          title: t('affiancamento.attivita'),
          main: true,
          cell: ({ activity, description, reverses, reversed }) => (
            <>
              {reverses === null ? t(`affiancamento.attivitaDi.${activity}`) : t('affiancamento.storno')}
              <br />
              <Muted>
                {description}
                {reversed && ` · ${t('affiancamento.stornata')}`}
              </Muted>
            </>
          ),
        },
        { key: 'giorno', title: t('affiancamento.giorno'), cell: ({ day }) => <time dateTime={day}>{shortDay(day)}</time> },
        { key: 'esperto', title: t('affiancamento.esperto'), cell: ({ expert }) => expert },
        { key: 'ore', title: t('affiancamento.ore'), numeric: true, cell: ({ hours }) => italian(hours) },
        {
          key: 'chi',
          title: t('affiancamento.registrataDa'),
          cell: ({ recordedBy, recordedAt }) => (
            <>
              {recordedBy}
              <br />
              <Muted>{dayAndTime(recordedAt)}</Muted>
            </>
          ),
        },
        {
          key: 'azioni',
          title: t('movimenti.azioni'),
          cell: (entry) =>
            mayWrite && entry.reverses === null && !entry.reversed ? (
              <Button
                small
                aria-label={t('affiancamento.stornaDi', { giorno: shortDay(entry.day), esperto: entry.expert })}
                onClick={() => {
                  onTakeBack(entry);
                }}
              >
                {t('affiancamento.storna')}
              </Button>
            ) : (
              <Muted>{t('movimenti.nessunaAzione')}</Muted>
            ),
        },
      ]}
    />
  );
}

/** A request for support: who helps, how much they worked, what it changed. */
export function ExpertisePage(): ReactElement {
  const { t } = useTranslation();
  const { id: dossierId } = useDossier();
  const expertise = useQuery(expertiseQuery(dossierId));
  const team = useQuery(teamQuery(dossierId));
  const [recording, setRecording] = useState(false);
  const [taking, setTaking] = useState<ExpertDay | null>(null);
  if (expertise.isPending) return <Skeleton rows={8} />;
  if (expertise.error)
    return <TroubleNotice trouble={troubleOf(expertise.error)} retrying={expertise.isFetching} onRetry={() => void expertise.refetch()} />;
  const { data } = expertise;
  return (
    <Stack gap="lg">
      {team.data && <Experts dossierId={dossierId} team={team.data} />}
      {team.error && <TroubleNotice trouble={troubleOf(team.error)} onRetry={() => void team.refetch()} />}
      <Section
        id="giornate"
        title={t('affiancamento.giornate')}
        aside={
          data.whyNot === null && (
            <Button
              look="primary"
              icon="it-plus"
              onClick={() => {
                setRecording(true);
              }}
            >
              {t('affiancamento.registra')}
            </Button>
          )
        }
      >
        <Stack>
          {data.whyNot !== null && <WhyNot id="giornate-perche" reason={data.whyNot} />}
          <Days expertise={data} onTakeBack={setTaking} />
          <Muted>{t('affiancamento.nienteSiCancella')}</Muted>
        </Stack>
      </Section>
      <Result expertise={data} />
      {recording && (
        <DayDialog
          dossierId={dossierId}
          team={team.data}
          onClose={() => {
            setRecording(false);
          }}
        />
      )}
      {taking && (
        <TakeBackDialog
          dossierId={dossierId}
          entry={taking}
          onClose={() => {
            setTaking(null);
          }}
        />
      )}
    </Stack>
  );
}
