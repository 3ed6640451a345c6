import { useRouteContext } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { type Trouble } from '../api/trouble';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { DayField } from '../ui/day-field';
import { Dialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Stack } from '../ui/layout';
import { type Absences, absencesQuery } from './queries';

const issueOf = (trouble: Trouble | null, path: string): string | undefined =>
  trouble?.issues.find((issue) => issue.path === path)?.message;

/** Says that somebody is away, and who acts in their place. */
export function AbsenceForm({ people, onClose }: { people: Absences['people']; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { session } = useRouteContext({ from: '/riservata' });
  const request = useRequest();
  const own = people.find(({ id }) => id === session.utente.id) ?? people[0];
  const [personId, setPersonId] = useState(own?.id ?? '');
  const [substituteId, setSubstituteId] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const person = people.find(({ id }) => id === personId);
  const record = async (): Promise<void> => {
    const body = { personId, substituteId: substituteId === '' ? null : substituteId, from, to };
    const outcome = await request.send(() => client.POST('/api/absences', { body }));
    if (!outcome.ok) return;
    announce(t('assenza.registrata'));
    queryClient.setQueryData(absencesQuery().queryKey, outcome.data);
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => ['/api/board', '/api/my-turn'].includes(String(queryKey[0])) });
    onClose();
  };
  return (
    <Dialog
      title={t('assenza.registra')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={request.busy} aria-disabled={from === '' || to === ''} onClick={() => void record()}>
            {t('assenza.conferma')}
          </Button>
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        {people.length > 1 && (
          <SelectField
            label={t('assenza.chi')}
            empty={t('squadra.scegli')}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            value={personId}
            onChange={(event) => {
              setPersonId(event.target.value);
              setSubstituteId('');
            }}
          />
        )}
        <DayField id="assenza-dal" label={t('assenza.dal')} value={from} error={issueOf(request.trouble, 'from')} onChange={setFrom} />
        <DayField id="assenza-al" label={t('assenza.al')} value={to} error={issueOf(request.trouble, 'to')} onChange={setTo} />
        <SelectField
          label={t('assenza.chiSostituisce')}
          hint={t('assenza.chiSostituisceAiuto')}
          empty={t('assenza.nessunSostituto')}
          error={issueOf(request.trouble, 'substituteId')}
          options={(person?.substitutes ?? []).map(({ id, name, roles }) => ({ value: id, label: `${name} (${roles.join(', ')})` }))}
          value={substituteId}
          onChange={(event) => {
            setSubstituteId(event.target.value);
          }}
        />
      </Stack>
    </Dialog>
  );
}
