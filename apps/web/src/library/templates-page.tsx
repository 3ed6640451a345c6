import { procedureTypes } from '@gare/domain/library/applies-to';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { Button, TextLink } from '../ui/button';
import { EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Stack, Subtitle } from '../ui/layout';
import { LibraryHeading } from './library-heading';
import { type LibraryTemplate, templatesQuery } from './queries';
import { changedSearch } from '../search-params';
import { SearchBox } from '../pages/search-box';
import { TemplateTable } from './template-table';
import { type TemplatesSearch } from './templates-search';
import { UploadDialog } from './upload-dialog';

/** A template written for no procedure in particular is for each of them. */
const matches = ({ testo = '', tipo, stato, provenienza, atto, procedura }: TemplatesSearch, template: LibraryTemplate): boolean =>
  (tipo === undefined || template.kind === tipo) &&
  (stato === undefined || template.state === stato) &&
  (provenienza === undefined || template.origin === provenienza) &&
  (atto === undefined || template.owner === atto) &&
  (procedura === undefined || template.procedures.length === 0 || template.procedures.includes(procedura)) &&
  `${template.code} ${template.title}`.toLowerCase().includes(testo.trim().toLowerCase());

/** The templates of the library: every version, where it stands, how many dossiers use it. */
export function TemplatesPage(): ReactElement {
  const { t } = useTranslation();
  const library = useQuery(templatesQuery());
  const filters = useSearch({ from: '/riservata/modelli' });
  const navigate = useNavigate({ from: '/modelli' });
  const change = (part: { [K in keyof TemplatesSearch]?: string | undefined }): void => {
    void navigate({ search: changedSearch<TemplatesSearch>(filters, part), replace: true, resetScroll: false });
  };
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
      {data && <TemplateFilters templates={data.items} filters={filters} onChange={change} />}
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
  filters: TemplatesSearch;
  onChange: (part: { [K in keyof TemplatesSearch]?: string | undefined }) => void;
}): ReactElement {
  const { t } = useTranslation();
  const kinds = [...new Set(templates.map(({ kind }) => kind))].sort();
  const choice = (key: keyof TemplatesSearch, label: string, options: readonly { value: string; label: string }[]): ReactElement => (
    <SelectField
      id={`filtro-${key}`}
      label={label}
      empty={t('modelli.tutti')}
      options={options}
      value={filters[key] ?? ''}
      onChange={(event) => {
        onChange({ [key]: event.target.value === '' ? undefined : event.target.value });
      }}
    />
  );
  return (
    <SearchBox
      label={t('modelli.cerca')}
      value={filters.testo}
      onSearch={(testo) => {
        onChange({ testo });
      }}
    >
      {choice(
        'tipo',
        t('modelli.tipo'),
        kinds.map((kind) => ({ value: kind, label: kind.replaceAll('_', ' ').toLowerCase() })),
      )}
      {choice(
        'procedura',
        t('modelli.procedura'),
        procedureTypes.map((value) => ({ value, label: t(`modelli.procedure.${value}`) })),
      )}
      {choice(
        'atto',
        t('modelli.di'),
        (['SUA', 'COMUNE'] as const).map((owner) => ({ value: owner, label: t(`modelli.proprietario.${owner}`) })),
      )}
      {choice(
        'stato',
        t('modelli.stato'),
        (['BOZZA', 'PUBBLICATO', 'RITIRATO'] as const).map((state) => ({ value: state, label: t(`modelli.statoNome.${state}`) })),
      )}
      {choice(
        'provenienza',
        t('modelli.provenienza'),
        (['PROVINCIA', 'PRODOTTO'] as const).map((origin) => ({ value: origin, label: t(`modelli.origine.${origin}`) })),
      )}
    </SearchBox>
  );
}
