import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { Button, TextLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField, TextField } from '../ui/field';
import { Form } from '../ui/form';
import { Stack, Subtitle } from '../ui/layout';
import { LibraryHeading } from './library-heading';
import { type LibraryTemplate, templatesQuery } from './queries';
import { TemplateTable } from './template-table';
import { UploadDialog } from './upload-dialog';

const nothing = { text: '', kind: '', state: '', origin: '' };
type Filters = typeof nothing;

const matches = ({ text, kind, state, origin }: Filters, template: LibraryTemplate): boolean =>
  (kind === '' || template.kind === kind) &&
  (state === '' || template.state === state) &&
  (origin === '' || template.origin === origin) &&
  `${template.code} ${template.title}`.toLowerCase().includes(text.trim().toLowerCase());

/** The templates of the library: every version, where it stands, how many dossiers use it. */
export function TemplatesPage(): ReactElement {
  const { t } = useTranslation();
  const library = useQuery(templatesQuery());
  const [filters, setFilters] = useState(nothing);
  const [uploads, setUploads] = useState(false);
  const { data } = library;
  const shown = data?.items.filter((template) => matches(filters, template)) ?? [];
  return (
    <Stack gap="lg">
      <LibraryHeading
        action={
          data?.mayManage === true && (
            <Button
              look="primary"
              icon="it-upload"
              onClick={() => {
                setUploads(true);
              }}
            >
              {t('modelli.carica')}
            </Button>
          )
        }
      />
      {library.isPending && <Skeleton rows={8} />}
      {library.error && (
        <TroubleNotice trouble={troubleOf(library.error)} retrying={library.isFetching} onRetry={() => void library.refetch()} />
      )}
      {data && <TemplateFilters templates={data.items} filters={filters} onChange={setFilters} />}
      {data && <Subtitle>{t('modelli.elenco', { count: shown.length })}</Subtitle>}
      {data && shown.length === 0 && <EmptyState title={t('modelli.nessuno')}>{t('modelli.nessunoCosa')}</EmptyState>}
      <TextLink to="/modelli/verifica">{t('modelloVerifica.titoloFile')}</TextLink>
      {shown.length > 0 && <TemplateTable caption={t('modelli.modelli')} rows={shown} />}
      {uploads && data && (
        <UploadDialog
          templates={data.items}
          onClose={() => {
            setUploads(false);
          }}
        />
      )}
    </Stack>
  );
}

function TemplateFilters({
  templates,
  filters,
  onChange,
}: {
  templates: readonly LibraryTemplate[];
  filters: Filters;
  onChange: (filters: Filters) => void;
}): ReactElement {
  const { t } = useTranslation();
  const kinds = [...new Set(templates.map(({ kind }) => kind))].sort();
  const choice = (key: 'kind' | 'state' | 'origin', label: string, options: readonly { value: string; label: string }[]): ReactElement => (
    <SelectField
      id={`filtro-${key}`}
      label={label}
      empty={t('modelli.tutti')}
      options={options}
      value={filters[key]}
      onChange={(event) => {
        onChange({ ...filters, [key]: event.target.value });
      }}
    />
  );
  return (
    <Form role="search" onSubmit={() => undefined}>
      <TextField
        id="filtro-testo"
        type="search"
        label={t('modelli.cerca')}
        value={filters.text}
        onChange={(event) => {
          onChange({ ...filters, text: event.target.value });
        }}
      />
      {choice(
        'kind',
        t('modelli.tipo'),
        kinds.map((kind) => ({ value: kind, label: kind.replaceAll('_', ' ').toLowerCase() })),
      )}
      {choice(
        'state',
        t('modelli.stato'),
        (['BOZZA', 'PUBBLICATO', 'RITIRATO'] as const).map((state) => ({ value: state, label: t(`modelli.statoNome.${state}`) })),
      )}
      {choice(
        'origin',
        t('modelli.provenienza'),
        (['PROVINCIA', 'PRODOTTO'] as const).map((origin) => ({ value: origin, label: t(`modelli.origine.${origin}`) })),
      )}
    </Form>
  );
}
