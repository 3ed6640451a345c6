import { expertActivities } from '@gare/domain/expertise/days';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { parseItalianNumber } from '../format/numbers';
import { useFieldProblems } from '../pages/field-problems';
import { useKeptForm } from '../pages/kept-form';
import { romeToday } from '../pages/ledger-entry';
import { useSession } from '../pages/may';
import { useRequest } from '../pages/use-request';
import { DayField } from '../ui/day-field';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { FieldGrid } from '../ui/field-group';
import { SelectField, TextArea, TextField } from '../ui/field';
import { Stack } from '../ui/layout';
import { expertiseQuery, type Team } from './queries';

const shortest = 5;

/** Hours of an expert on a day: they join a ledger that only grows. */
export function DayDialog({ dossierId, team, onClose }: { dossierId: string; team: Team | undefined; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const request = useRequest();
  const experts = team?.items.filter(({ role }) => role.code === 'ESPERTO') ?? [];
  const own = experts.find(({ person }) => person.id === session.utente.id) ?? experts[0];
  const form = useKeptForm(`giornata.${session.utente.id}.${dossierId}`, {
    ...{ day: romeToday(), hours: '', activity: '', description: '' },
    expertId: own?.person.id ?? '',
  });
  const { values, set } = form;
  const hours = parseItalianNumber(values.hours);
  const problems = useFieldProblems(
    'giornata',
    {
      expertId: values.expertId === '' ? t('affiancamento.espertoManca') : undefined,
      day: values.day === '' ? t('revisori.giornoManca') : undefined,
      hours: hours === null || Number(hours) <= 0 ? t('affiancamento.oreForma') : undefined,
      activity: values.activity === '' ? t('affiancamento.attivitaManca') : undefined,
      description: values.description.trim().length < shortest ? t('affiancamento.descrizioneManca') : undefined,
    },
    request.trouble,
  );
  const send = async (): Promise<void> => {
    if (!problems.check() || hours === null) return;
    const activity = expertActivities.find((code) => code === values.activity) ?? 'ALTRO';
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/expert-days', {
        params: { path: { dossierId } },
        body: { day: values.day, hours, activity, description: values.description.trim(), expertId: values.expertId },
      }),
    );
    if (!outcome.ok) {
      problems.focusRefused(outcome.trouble);
      return;
    }
    queryClient.setQueryData(expertiseQuery(dossierId).queryKey, outcome.data);
    form.reset();
    announce(t('affiancamento.registrate'));
    onClose();
  };
  return (
    <ConfirmDialog
      wide
      title={t('affiancamento.registra')}
      onClose={onClose}
      confirm={t('affiancamento.registra')}
      busy={request.busy}
      onConfirm={() => void send()}
    >
      <Stack>
        <FieldGrid>
          <SelectField
            id="giornata-expertId"
            label={t('affiancamento.esperto')}
            empty={t('modulo.scegli')}
            error={problems.errorAt('expertId')}
            options={experts.map(({ person }) => ({ value: person.id, label: person.name }))}
            value={values.expertId}
            onChange={(event) => {
              set({ expertId: event.target.value });
            }}
          />
          <DayField
            id="giornata-day"
            label={t('affiancamento.giorno')}
            error={problems.errorAt('day')}
            value={values.day}
            onChange={(day) => {
              set({ day });
            }}
          />
          <TextField
            id="giornata-hours"
            numeric
            inputMode="decimal"
            label={t('affiancamento.ore')}
            hint={t('affiancamento.oreAiuto')}
            error={problems.errorAt('hours')}
            value={values.hours}
            onChange={(event) => {
              set({ hours: event.target.value });
            }}
          />
          <SelectField
            id="giornata-activity"
            label={t('affiancamento.attivita')}
            empty={t('modulo.scegli')}
            error={problems.errorAt('activity')}
            options={expertActivities.map((value) => ({ value, label: t(`affiancamento.attivitaDi.${value}`) }))}
            value={values.activity}
            onChange={(event) => {
              set({ activity: event.target.value });
            }}
          />
        </FieldGrid>
        <TextArea
          id="giornata-description"
          label={t('affiancamento.descrizione')}
          error={problems.errorAt('description')}
          rows={3}
          maxLength={1000}
          value={values.description}
          onChange={(event) => {
            set({ description: event.target.value });
          }}
        />
        {problems.rest && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </ConfirmDialog>
  );
}
