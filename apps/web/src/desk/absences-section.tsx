import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Badge, Skeleton, TroubleNotice } from '../ui/feedback';
import { Muted, Paragraph, PlainList, Section, Stack, Strong } from '../ui/layout';
import { AbsenceForm } from './absence-form';
import { type Absences, absencesQuery } from './queries';

type Absence = Absences['items'][number];

function AbsenceLine({ absence, mayRevoke }: { absence: Absence; mayRevoke: boolean }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const revoke = async (): Promise<void> => {
    const params = { path: { absenceId: absence.id } };
    const outcome = await request.send(() => client.DELETE('/api/absences/{absenceId}', { params }));
    if (!outcome.ok) return;
    announce(t('assenza.tolta', { nome: absence.person.name }));
    queryClient.setQueryData(absencesQuery().queryKey, outcome.data);
  };
  return (
    <li>
      <Strong>{absence.person.name}</Strong>, {t('assenza.periodo', { dal: shortDay(absence.from), al: shortDay(absence.to) })}{' '}
      {absence.current && <Badge tone="info">{t('assenza.adesso')}</Badge>}
      <br />
      <Muted>
        {absence.substitute === null
          ? t('assenza.ufficio')
          : t('assenza.sostituto', { nome: absence.substitute.name, ruoli: absence.roles.map(({ label }) => label).join(', ') })}
      </Muted>
      {mayRevoke && (
        <div>
          <Button small look="quiet" icon="it-close" busy={request.busy} onClick={() => void revoke()}>
            {t('assenza.togli', { nome: absence.person.name, dal: shortDay(absence.from) })}
          </Button>
        </div>
      )}
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </li>
  );
}

/** Who of one's body is or will be away, and who stands in; one's own to record, and everybody's where one gives roles. */
export function AbsencesSection(): ReactElement {
  const { t } = useTranslation();
  const absences = useQuery(absencesQuery());
  const [adding, setAdding] = useState(false);
  const { data } = absences;
  const people = data?.people ?? [];
  return (
    <Section id="assenze" title={t('assenza.titolo')}>
      <Paragraph>{t('assenza.testo')}</Paragraph>
      {absences.error && <TroubleNotice trouble={troubleOf(absences.error)} onRetry={() => void absences.refetch()} />}
      {absences.isPending && <Skeleton rows={2} />}
      {data !== undefined && (
        <Stack gap="sm">
          {data.items.length === 0 && <Muted>{t('assenza.nessuna')}</Muted>}
          {data.items.length > 0 && (
            <PlainList label={t('assenza.titolo')}>
              {data.items.map((absence) => (
                <AbsenceLine key={absence.id} absence={absence} mayRevoke={people.some(({ id }) => id === absence.person.id)} />
              ))}
            </PlainList>
          )}
          {people.length > 0 && (
            <div>
              <Button
                icon="it-plus"
                onClick={() => {
                  setAdding(true);
                }}
              >
                {t('assenza.registra')}
              </Button>
            </div>
          )}
        </Stack>
      )}
      {adding && data !== undefined && (
        <AbsenceForm
          people={data.people}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </Section>
  );
}
