import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { ChoiceField } from '../ui/choice-field';
import { SelectField } from '../ui/field';
import { Stack } from '../ui/layout';
import { type Team } from './queries';
import { teamChanged } from './team-changed';

const rups = ['RUP_COMUNE', 'RUP_SUA'];
const commission = ['COMM_PRES', 'COMM_MEMBRO'];

type Saying = 'dipendente' | 'tecnico' | 'nessunaCondanna' | 'nessunIncarico';

function asked(role: string): readonly Saying[] {
  if (rups.includes(role)) return ['dipendente', 'tecnico', 'nessunaCondanna'];
  return commission.includes(role) ? ['dipendente', 'nessunaCondanna', 'nessunIncarico'] : [];
}

/** Only what was ticked is told: the rest stays to verify. */
const factsOf = (said: readonly string[]): object => ({
  ...(said.includes('dipendente') ? { dipendente: true } : {}),
  ...(said.includes('tecnico') ? { tecnico: true } : {}),
  ...(said.includes('nessunaCondanna') ? { condanna: false } : {}),
  ...(said.includes('nessunIncarico') ? { incarichiPolitici: [] } : {}),
});

/** Gives somebody of one's own body a role on the dossier. */
export function AssignForm({ dossierId, team, onClose }: { dossierId: string; team: Team; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [code, setCode] = useState(team.roles[0]?.code ?? '');
  const [personId, setPersonId] = useState('');
  const [said, setSaid] = useState<readonly string[]>([]);
  const role = team.roles.find((one) => one.code === code);
  const person = role?.candidates.find(({ id }) => id === personId);
  const holder = role?.several === false ? team.items.find((one) => one.role.code === code) : undefined;
  const assign = async (): Promise<void> => {
    if (role === undefined || person === undefined) return;
    const params = { path: { dossierId } };
    const body = { personId, role: role.code, facts: factsOf(said) };
    const outcome = await request.send(() => client.POST('/api/dossiers/{dossierId}/assignments', { params, body }));
    if (!outcome.ok) return;
    announce(t('squadra.affidato', { nome: person.name, ruolo: role.label }));
    await teamChanged(dossierId, outcome.data);
    onClose();
  };
  return (
    <Dialog
      title={t('squadra.affida')}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={request.busy} aria-disabled={person === undefined} onClick={() => void assign()}>
            {t('squadra.conferma')}
          </Button>
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <SelectField
          label={t('squadra.ruolo')}
          empty={t('squadra.scegliRuolo')}
          options={team.roles.map(({ code: value, label }) => ({ value, label }))}
          value={code}
          onChange={(event) => {
            setCode(event.target.value);
            setPersonId('');
            setSaid([]);
          }}
        />
        <SelectField
          label={t('squadra.persona')}
          empty={t('squadra.scegli')}
          hint={holder === undefined ? undefined : t('squadra.passaDa', { nome: holder.person.name })}
          options={(role?.candidates ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={personId}
          onChange={(event) => {
            setPersonId(event.target.value);
          }}
        />
        {asked(code).length > 0 && (
          <ChoiceField
            multiple
            label={t('squadra.dichiara.titolo')}
            hint={t('squadra.dichiaraAiuto')}
            options={asked(code).map((value) => ({ value, label: t(`squadra.dichiara.${value}`) }))}
            value={said}
            onChange={setSaid}
          />
        )}
      </Stack>
    </Dialog>
  );
}
