import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { entiQuery, kindsQuery } from '../api/queries';
import { type DeskSearch } from '../search-params';
import { SelectField } from '../ui/field';
import { SearchBox } from './search-box';

interface DeskFiltersProps {
  readonly search: DeskSearch;
  readonly onChange: (part: Partial<Record<keyof DeskSearch, string | undefined>>) => void;
}

/** Search by words, by state, by body; each change goes into the address. */
export function DeskFilters({ search, onChange }: DeskFiltersProps): ReactElement {
  const { t } = useTranslation();
  const { data: kinds } = useQuery(kindsQuery());
  const { data: enti } = useQuery(entiQuery());
  const states = [...new Map((kinds?.items ?? []).flatMap((kind) => kind.states.map((state) => [state.code, state.label] as const)))];
  return (
    <SearchBox
      label={t('scrivania.cerca')}
      value={search.testo}
      onSearch={(testo) => {
        onChange({ testo });
      }}
    >
      <SelectField
        label={t('scrivania.stato')}
        empty={t('scrivania.ogniStato')}
        options={states.map(([value, label]) => ({ value, label }))}
        value={search.stato ?? ''}
        onChange={(event) => {
          onChange({ stato: event.target.value === '' ? undefined : event.target.value });
        }}
      />
      {(enti?.items.length ?? 0) > 1 && (
        <SelectField
          label={t('scrivania.ente')}
          empty={t('scrivania.ogniEnte')}
          options={(enti?.items ?? []).map((ente) => ({ value: ente.id, label: ente.denominazione }))}
          value={search.ente ?? ''}
          onChange={(event) => {
            onChange({ ente: event.target.value === '' ? undefined : event.target.value });
          }}
        />
      )}
    </SearchBox>
  );
}
