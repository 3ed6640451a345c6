import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { EmptyState, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { PlainList, Row, Section, Stack } from '../ui/layout';
import { expertiseQuery, type Team, teamQuery } from './queries';

const expert = 'ESPERTO';

/** The experts the request is given to, and for whoever may, giving it to one more. */
export function Experts({ dossierId, team }: { dossierId: string; team: Team }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [chosen, setChosen] = useState('');
  const given = team.items.filter(({ role }) => role.code === expert);
  const candidates = (team.roles.find(({ code }) => code === expert)?.candidates ?? []).filter(
    ({ id }) => !given.some(({ person }) => person.id === id),
  );
  const assign = async (): Promise<void> => {
    if (chosen === '') {
      document.getElementById('esperto')?.focus();
      return;
    }
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/assignments', {
        params: { path: { dossierId } },
        body: { personId: chosen, role: expert },
      }),
    );
    if (!outcome.ok) return;
    queryClient.setQueryData(teamQuery(dossierId).queryKey, outcome.data);
    void queryClient.invalidateQueries({ queryKey: expertiseQuery(dossierId).queryKey });
    void queryClient.invalidateQueries({ queryKey: ['/api/dossiers/{dossierId}'] });
    setChosen('');
    announce(t('affiancamento.assegnato'));
  };
  return (
    <Section id="esperti" title={t('affiancamento.esperti')}>
      <Stack>
        {given.length === 0 ? (
          <EmptyState title={t('affiancamento.nessunEsperto')} />
        ) : (
          <PlainList label={t('affiancamento.esperti')}>
            {given.map(({ id, person, ente }) => (
              <li key={id}>
                {person.name}, {ente.denominazione}
              </li>
            ))}
          </PlainList>
        )}
        {team.may && candidates.length > 0 && (
          <Row align="baseline">
            <SelectField
              id="esperto"
              label={t('affiancamento.assegna')}
              empty={t('modulo.scegli')}
              options={candidates.map(({ id, name }) => ({ value: id, label: name }))}
              value={chosen}
              onChange={(event) => {
                setChosen(event.target.value);
              }}
            />
            <Button busy={request.busy} onClick={() => void assign()}>
              {t('affiancamento.assegnaAzione')}
            </Button>
          </Row>
        )}
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Section>
  );
}
