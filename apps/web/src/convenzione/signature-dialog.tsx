import { fromRome } from '@gare/domain/calendar/rome-time';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { useRequest } from '../pages/use-request';
import { ChoiceField } from '../ui/choice-field';
import { DayField } from '../ui/day-field';
import { ConfirmDialog } from '../ui/dialog';
import { Notice, TroubleNotice } from '../ui/feedback';
import { FieldGrid } from '../ui/field-group';
import { TextField } from '../ui/field';
import { Stack } from '../ui/layout';
import { TimedField } from '../ui/timed-field';
import { type ConvenzioneDetail, takeConvenzione } from './queries';

const empty = { enteId: '', firmatario: '', formato: 'PADES', giorno: '', ora: '', dal: '', al: '' };
type Values = typeof empty;

/** The words of the form that are missing, by control. */
function missingIn(values: Values): readonly (keyof Values)[] {
  return (['enteId', 'firmatario', 'giorno', 'ora', 'dal', 'al'] as const).filter((key) => values[key].trim() === '');
}

/** Records who signed, when and with which certificate; the signed file is already among the documents. */
export function SignatureDialog({ convenzione, onClose }: { convenzione: ConvenzioneDetail; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const { mancanti, raccolte, avvertenza } = convenzione.firme;
  const parties = [
    ...mancanti.map(({ enteId, denominazione }) => ({ value: enteId, label: denominazione })),
    ...raccolte.map((one) => ({ value: one.enteId, label: t('convenzioni.firmaDiNuovo', { chi: one.firmatario }) })),
  ];
  const [values, setValues] = useState<Values>({ ...empty, enteId: mancanti[0]?.enteId ?? '' });
  const [tried, setTried] = useState(false);
  const set = (part: Partial<Values>): void => {
    setValues({ ...values, ...part });
  };
  const missing = missingIn(values);
  const errorOf = (key: keyof Values, path: string): string | undefined =>
    (tried && missing.includes(key) ? t('convenzioni.daCompilare') : undefined) ??
    request.trouble?.issues.find((issue) => issue.path === path)?.message;
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (missing[0] !== undefined) {
      document.getElementById(`firma-${missing[0] === 'ora' ? 'giorno' : missing[0]}`)?.focus();
      return;
    }
    const outcome = await request.send(() =>
      client.POST('/api/convenzioni/{dossierId}/signatures', {
        params: { path: { dossierId: convenzione.id } },
        body: {
          enteId: values.enteId,
          firmatario: values.firmatario.trim(),
          formato: values.formato === 'CADES' ? 'CADES' : 'PADES',
          alle: fromRome(values.giorno, values.ora),
          certificatoDal: fromRome(values.dal),
          certificatoAl: fromRome(values.al, '23:59'),
          revocatoDal: null,
        },
      }),
    );
    if (!outcome.ok) return;
    takeConvenzione(outcome.data);
    announce(t('convenzioni.firmaRegistrata'));
    onClose();
  };
  return (
    <ConfirmDialog
      wide
      title={t('convenzioni.registraFirma')}
      onClose={onClose}
      confirm={t('convenzioni.registraFirma')}
      busy={request.busy}
      onConfirm={() => void confirm()}
    >
      <Stack>
        <Notice tone="info">{avvertenza}</Notice>
        <ChoiceField
          id="firma-enteId"
          label={t('convenzioni.firmaEnte')}
          error={errorOf('enteId', 'enteId')}
          options={parties}
          value={[values.enteId]}
          onChange={([enteId]) => {
            set({ enteId: enteId ?? '' });
          }}
        />
        <FieldGrid>
          <TextField
            id="firma-firmatario"
            label={t('convenzioni.firmatario')}
            error={errorOf('firmatario', 'firmatario')}
            value={values.firmatario}
            onChange={(event) => {
              set({ firmatario: event.target.value });
            }}
          />
          <ChoiceField
            id="firma-formato"
            inline
            label={t('convenzioni.formato')}
            options={[
              { value: 'PADES', label: 'PAdES (pdf)' },
              { value: 'CADES', label: 'CAdES (p7m)' },
            ]}
            value={[values.formato]}
            onChange={([formato]) => {
              set({ formato: formato ?? 'PADES' });
            }}
          />
          <TimedField
            id="firma-giorno"
            label={t('convenzioni.firmaQuando')}
            error={errorOf('giorno', 'alle') ?? errorOf('ora', 'alle')}
            date={values.giorno}
            time={values.ora}
            readOnly={false}
            onChange={(giorno, ora) => {
              set({ giorno, ora });
            }}
            onLeave={() => undefined}
          />
          <span />
          <DayField
            id="firma-dal"
            label={t('convenzioni.certificatoDal')}
            error={errorOf('dal', 'certificatoDal')}
            value={values.dal}
            onChange={(dal) => {
              set({ dal });
            }}
          />
          <DayField
            id="firma-al"
            label={t('convenzioni.certificatoAl')}
            error={errorOf('al', 'certificatoAl')}
            value={values.al}
            onChange={(al) => {
              set({ al });
            }}
          />
        </FieldGrid>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}
