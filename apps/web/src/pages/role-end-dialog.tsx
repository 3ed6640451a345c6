import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client, type EnteDetail, type RoleAssignment } from '../api/client';
import { queryClient } from '../api/queries';
import { rolesQuery } from '../api/registry-queries';
import { dateInWords } from '../format/dates';
import { DayField } from '../ui/day-field';
import { ConfirmDialog } from '../ui/dialog';
import { Notice, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Facts, Stack } from '../ui/layout';
import { useSession } from './may';
import { useRequest } from './use-request';

interface RoleEndDialogProps {
  readonly assignment: RoleAssignment;
  readonly delegates: readonly RoleAssignment[];
  readonly ente: EnteDetail;
  readonly onClose: () => void;
}

const longest = 200;

/** Ends a role from a day on: says what stops working before it does. */
export function RoleEndDialog({ assignment, delegates, ente, onClose }: RoleEndDialogProps): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const request = useRequest();
  const [dal, setDal] = useState(() => toRomeDate(new Date().toISOString()));
  const [motivation, setMotivation] = useState('');
  const [tried, setTried] = useState(false);
  const { persona } = assignment;
  const role = t(`ruoli.${assignment.role}`);
  const dayWrong = dal === '' ? t('incarichi.giornoManca') : undefined;
  const motivationWrong = motivation.trim() === '' ? t('incarichi.motivazioneManca') : undefined;
  const issueOf = (path: string): string | undefined => request.trouble?.issues.find((issue) => issue.path === path)?.message;
  const own = persona.id === session.utente.id;

  const confirm = async (): Promise<void> => {
    setTried(true);
    if (dayWrong !== undefined || motivationWrong !== undefined) {
      document.getElementById(dayWrong === undefined ? 'fine-motivazione' : 'fine-dal')?.focus();
      return;
    }
    const outcome = await request.send(() =>
      client.POST('/api/enti/{enteId}/roles/{assignmentId}/end', {
        params: { path: { enteId: ente.id, assignmentId: assignment.id } },
        body: { dal, motivation: motivation.trim() },
      }),
    );
    if (!outcome.ok) {
      if (outcome.trouble.issues.some((issue) => issue.path === 'dal')) document.getElementById('fine-dal')?.focus();
      return;
    }
    queryClient.setQueryData(rolesQuery(ente.id).queryKey, outcome.data);
    announce(t('incarichi.finito', { persona: persona.nome, ruolo: role }));
    onClose();
  };

  return (
    <ConfirmDialog
      title={t('incarichi.fineTitolo')}
      onClose={onClose}
      confirm={t('incarichi.fineConferma')}
      busy={request.busy}
      onConfirm={() => void confirm()}
    >
      <Stack>
        <Facts
          items={[
            [t('incarichi.colonnaPersona'), persona.nome],
            [t('incarichi.colonnaRuolo'), role],
            [t('incarichi.ente'), ente.denominazione],
          ]}
        />
        <DayField
          id="fine-dal"
          label={t('incarichi.fineDal')}
          hint={t('incarichi.fineDalAiuto')}
          error={(tried ? dayWrong : undefined) ?? issueOf('dal')}
          value={dal}
          onChange={setDal}
        />
        <TextArea
          id="fine-motivazione"
          label={t('incarichi.motivazione')}
          hint={t('incarichi.motivazioneAiuto')}
          error={(tried ? motivationWrong : undefined) ?? issueOf('motivation')}
          rows={2}
          maxLength={longest}
          value={motivation}
          onChange={(event) => {
            setMotivation(event.target.value);
          }}
        />
        <Notice tone="warning" title={t('incarichi.smetteTitolo')}>
          <ul>
            <li>{t('incarichi.smetteRuolo', { giorno: dateInWords(dal), persona: persona.nome, ruolo: role })}</li>
            {delegates.length > 0 && (
              <li>{t('incarichi.smetteDeleghe', { persone: delegates.map((item) => item.persona.nome).join(', ') })}</li>
            )}
            {own && <li>{t('incarichi.smetteTuo')}</li>}
            <li>{t('incarichi.restaFatto')}</li>
          </ul>
        </Notice>
        {request.trouble && request.trouble.issues.length === 0 && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}
