import { qualificationLevels } from '@gare/domain/enti/qualification';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { DayField } from '../ui/day-field';
import { FieldGrid, FieldGroup, ListFrame } from '../ui/field-group';
import { SelectField, TextField } from '../ui/field';
import { type EnteFormProps } from './ente-form';
import { emptyQualification, enteControlId, type TypedQualification } from './ente-form-values';

interface ItemProps {
  readonly item: TypedQualification;
  readonly index: number;
  readonly errorAt: EnteFormProps['errorAt'];
  readonly onChange: (part: Partial<TypedQualification>) => void;
  readonly onRemove: () => void;
}

function QualificationItem({ item, index, errorAt, onChange, onRemove }: ItemProps): ReactElement {
  const { t } = useTranslation();
  const path = (field: string): string => `qualificazioni/${index}/${field}`;
  const wiring = (field: string): { id: string; error: string | undefined } => ({
    id: enteControlId(path(field)),
    error: errorAt(path(field)),
  });
  const works = item.settore === 'LAVORI';
  const levels = qualificationLevels.filter((level) => level.startsWith('SF') !== works);
  const name = t('enti.qualifica.voce', { n: index + 1 });
  return (
    <FieldGroup
      level="item"
      id={enteControlId(`qualificazioni/${index}`)}
      legend={name}
      action={
        <Button small icon="it-delete" aria-label={t('modulo.togliVoce', { nome: name })} onClick={onRemove}>
          {t('azioni.togli')}
        </Button>
      }
    >
      <FieldGrid>
        <SelectField
          {...wiring('settore')}
          label={t('enti.qualifica.settore')}
          empty={t('modulo.scegli')}
          options={(['LAVORI', 'SERV_FORN'] as const).map((value) => ({ value, label: t(`enti.settore.${value}`) }))}
          value={item.settore}
          onChange={(event) => {
            onChange({ settore: event.target.value, livello: '' });
          }}
        />
        <SelectField
          {...wiring('ambito')}
          label={t('enti.qualifica.ambito')}
          empty={t('modulo.scegli')}
          options={(['PROGETTAZIONE_AFFIDAMENTO', 'ESECUZIONE'] as const).map((value) => ({ value, label: t(`enti.ambito.${value}`) }))}
          value={item.ambito}
          onChange={(event) => {
            onChange({ ambito: event.target.value });
          }}
        />
        <SelectField
          {...wiring('livello')}
          label={t('enti.qualifica.livello')}
          empty={t('modulo.scegli')}
          options={levels.map((value) => ({ value, label: value }))}
          value={item.livello}
          onChange={(event) => {
            onChange({ livello: event.target.value });
          }}
        />
        <TextField
          {...wiring('attoANAC')}
          label={t('enti.qualifica.atto')}
          value={item.attoANAC}
          maxLength={200}
          onChange={(event) => {
            onChange({ attoANAC: event.target.value });
          }}
        />
        <DayField
          {...wiring('dal')}
          label={t('enti.qualifica.dal')}
          value={item.dal}
          onChange={(dal) => {
            onChange({ dal });
          }}
        />
        <DayField
          {...wiring('al')}
          label={t('enti.qualifica.al')}
          value={item.al}
          onChange={(al) => {
            onChange({ al });
          }}
        />
      </FieldGrid>
    </FieldGroup>
  );
}

/** The qualifications of a body at ANAC; they are replaced as a whole. */
export function QualificationFields({ form, errorAt }: EnteFormProps): ReactElement {
  const { t } = useTranslation();
  const { qualificazioni } = form.values;
  return (
    <ListFrame look="box" id={enteControlId('qualificazioni')} legend={t('enti.qualifiche')} hint={t('enti.qualificheTesto')}>
      {qualificazioni.map((item, index) => (
        <QualificationItem
          key={item.key}
          item={item}
          index={index}
          errorAt={errorAt}
          onChange={(part) => {
            form.set({ qualificazioni: qualificazioni.map((other) => (other.key === item.key ? { ...other, ...part } : other)) });
          }}
          onRemove={() => {
            form.set({ qualificazioni: qualificazioni.filter((other) => other.key !== item.key) });
          }}
        />
      ))}
      <Button
        small
        icon="it-plus-circle"
        onClick={() => {
          form.set({ qualificazioni: [...qualificazioni, emptyQualification()] });
        }}
      >
        {t('enti.qualifica.aggiungi')}
      </Button>
    </ListFrame>
  );
}
