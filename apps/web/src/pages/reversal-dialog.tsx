import { formatEuro } from '@gare/domain/money/money';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateInWords } from '../format/dates';
import { DayField } from '../ui/day-field';
import { ConfirmDialog } from '../ui/dialog';
import { Notice, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { Facts, Stack } from '../ui/layout';
import { useFieldProblems } from './field-problems';
import { type LedgerEntry, romeToday } from './ledger-entry';
import { type Request } from './use-request';

interface ReversalDialogProps {
  readonly entry: LedgerEntry;
  /** What the entry is, in a few words. */
  readonly name: string;
  /** What changes beside the register itself. */
  readonly effect: string;
  readonly request: Request;
  /** Sends it and closes the dialog when it went well. */
  readonly onConfirm: (body: { readonly data: string; readonly motivazione: string }) => Promise<void>;
  readonly onClose: () => void;
}

const shortest = 10;

/** Takes an entry of a register back with one of the opposite amount: says what that does before it is done. */
export function ReversalDialog({ entry, name, effect, request, onConfirm, onClose }: ReversalDialogProps): ReactElement {
  const { t } = useTranslation();
  const [data, setData] = useState(romeToday);
  const [motivazione, setMotivazione] = useState('');
  const problems = useFieldProblems(
    'storno',
    {
      data: data === '' ? t('movimenti.dataManca') : undefined,
      motivazione: motivazione.trim().length < shortest ? t('movimenti.motivazioneManca') : undefined,
    },
    request.trouble,
  );
  const confirm = async (): Promise<void> => {
    if (problems.check()) await onConfirm({ data, motivazione: motivazione.trim() });
  };
  return (
    <ConfirmDialog
      title={t('movimenti.stornoTitolo')}
      onClose={onClose}
      confirm={t('movimenti.stornoConferma')}
      busy={request.busy}
      onConfirm={() => void confirm()}
    >
      <Stack>
        <Facts
          items={[
            [t('movimenti.movimento'), name],
            [t('movimenti.importo'), formatEuro(entry.importo)],
            [t('movimenti.data'), dateInWords(entry.data)],
          ]}
        />
        <DayField
          id="storno-data"
          label={t('movimenti.stornoData')}
          hint={t('movimenti.stornoDataAiuto')}
          error={problems.errorAt('data')}
          value={data}
          onChange={setData}
        />
        <TextArea
          id="storno-motivazione"
          label={t('movimenti.motivazione')}
          hint={t('movimenti.motivazioneAiuto')}
          error={problems.errorAt('motivazione')}
          rows={2}
          maxLength={2000}
          value={motivazione}
          onChange={(event) => {
            setMotivazione(event.target.value);
          }}
        />
        <Notice tone="warning" title={t('movimenti.stornoCheFa')}>
          <ul>
            <li>{t('movimenti.stornoRiga', { importo: formatEuro(`-${entry.importo}`) })}</li>
            <li>{effect}</li>
            <li>{t('movimenti.stornoDefinitivo')}</li>
          </ul>
        </Notice>
        {problems.rest && <TroubleNotice trouble={problems.rest} />}
      </Stack>
    </ConfirmDialog>
  );
}
