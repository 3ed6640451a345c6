import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entiQuery, kindsQuery } from '../api/queries';
import { type DeskSearch } from '../search-params';
import { SelectField, TextField } from '../ui/field';
import { Form } from '../ui/form';

const typingRestMs = 250;

interface DeskFiltersProps {
  readonly search: DeskSearch;
  readonly onChange: (part: Partial<Record<keyof DeskSearch, string | undefined>>) => void;
}

/** Search by words, by state, by body; each change goes into the address. */
export function DeskFilters({ search, onChange }: DeskFiltersProps): ReactElement {
  const { t } = useTranslation();
  const { data: kinds } = useQuery(kindsQuery());
  const { data: enti } = useQuery(entiQuery());
  const [text, setText] = useState(search.testo ?? '');
  const [shownFor, setShownFor] = useState(search.testo);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed from elsewhere (back button, "azzera"): the box follows.
  if (search.testo !== shownFor) {
    setShownFor(search.testo);
    setText(search.testo ?? '');
  }
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const send = (value: string): void => {
    clearTimeout(timer.current);
    const testo = value.trim() === '' ? undefined : value;
    setShownFor(testo);
    onChange({ testo });
  };
  const states = [...new Map((kinds?.items ?? []).flatMap((kind) => kind.states.map((state) => [state.code, state.label] as const)))];
  return (
    <Form
      role="search"
      onSubmit={() => {
        send(text);
      }}
    >
      <TextField
        id="ricerca"
        type="search"
        wide
        label={t('scrivania.cerca')}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          const value = event.target.value;
          setText(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            send(value);
          }, typingRestMs);
        }}
      />
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
    </Form>
  );
}
