import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { roleCodes } from '@gare/domain/access/permissions';
import { ComboboxField } from '../ui/combobox';
import { DayField } from '../ui/day-field';
import { Notice } from '../ui/feedback';
import { FieldGrid, FieldGroup } from '../ui/field-group';
import { TextField } from '../ui/field';
import { Stack } from '../ui/layout';
import { type KeptForm } from './kept-form';
import { type NewRoleValues } from './new-role-form';

export interface RoleFieldsProps {
  readonly form: Pick<KeptForm<NewRoleValues>, 'values' | 'set'>;
  readonly errorAt: (path: string) => string | undefined;
}

/** Which role. */
export function RoleField({ form, errorAt }: RoleFieldsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <ComboboxField
      id="incarico-ruolo"
      wide
      label={t('incarichi.colonnaRuolo')}
      hint={t('incarichi.ruoloAiuto')}
      error={errorAt('role')}
      options={roleCodes.map((code) => ({ value: code, label: t(`ruoli.${code}`) }))}
      value={form.values.role}
      onChange={(role) => {
        form.set({ role });
      }}
    />
  );
}

/** The act of appointment; empty where the role needs none. */
export function ActFields({ form, errorAt }: RoleFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { values, set } = form;
  const whole = errorAt('atto');
  return (
    <FieldGroup level="group" id="incarico-atto" legend={t('incarichi.attoTitolo')} hint={t('incarichi.attoAiuto')}>
      <Stack>
        {whole !== undefined && <Notice tone="danger">{whole}</Notice>}
        <FieldGrid>
          <TextField
            id="incarico-atto-tipo"
            label={t('incarichi.attoTipo')}
            hint={t('incarichi.attoTipoAiuto')}
            error={errorAt('atto/tipo')}
            value={values.attoTipo}
            maxLength={200}
            onChange={(event) => {
              set({ attoTipo: event.target.value });
            }}
          />
          <TextField
            id="incarico-atto-numero"
            label={t('incarichi.attoNumero')}
            error={errorAt('atto/numero')}
            value={values.attoNumero}
            maxLength={200}
            onChange={(event) => {
              set({ attoNumero: event.target.value });
            }}
          />
          <DayField
            id="incarico-atto-data"
            label={t('incarichi.attoData')}
            error={errorAt('atto/data')}
            value={values.attoData}
            onChange={(attoData) => {
              set({ attoData });
            }}
          />
          <TextField
            id="incarico-atto-organo"
            label={t('incarichi.attoOrgano')}
            hint={t('incarichi.attoOrganoAiuto')}
            error={errorAt('atto/organo')}
            value={values.attoOrgano}
            maxLength={200}
            onChange={(event) => {
              set({ attoOrgano: event.target.value });
            }}
          />
        </FieldGrid>
      </Stack>
    </FieldGroup>
  );
}

/** From which day to which, both included. */
export function PeriodFields({ form: { values, set }, errorAt }: RoleFieldsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FieldGrid>
      <DayField
        id="incarico-dal"
        label={t('incarichi.inizio')}
        hint={t('incarichi.inizioAiuto')}
        error={errorAt('dal')}
        value={values.dal}
        onChange={(dal) => {
          set({ dal });
        }}
      />
      <DayField
        id="incarico-al"
        label={t('incarichi.fine')}
        hint={t('incarichi.fineAiuto')}
        error={errorAt('al')}
        value={values.al}
        onChange={(al) => {
          set({ al });
        }}
      />
    </FieldGrid>
  );
}
