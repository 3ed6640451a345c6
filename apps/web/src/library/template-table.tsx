import { isPartName } from '@gare/domain/library/part-name';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../ui/button';
import { Muted } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { type LibraryTemplate } from './queries';
import { Days, FindingCount, StateBadge } from './template-words';

/** Versions of templates as a table. */
export function TemplateTable({ caption, rows }: { caption: string; rows: readonly LibraryTemplate[] }): ReactElement {
  const { t } = useTranslation();
  const columns: readonly Column<LibraryTemplate>[] = [
    {
      key: 'modello',
      title: t('modelli.modello'),
      main: true,
      cell: ({ id, code, title, version }) => (
        <>
          <TextLink strong to="/modelli/$templateId" params={{ templateId: id }}>
            {code} · {title}
          </TextLink>
          <br />
          <Muted>
            {isPartName(code) && `${t('modelli.parte')} · `}
            {t('modelli.versione')} {version}
          </Muted>
        </>
      ),
    },
    { key: 'stato', title: t('modelli.stato'), cell: (template) => <StateBadge template={template} /> },
    { key: 'validita', title: t('modelli.vale'), cell: (template) => <Days template={template} /> },
    { key: 'provenienza', title: t('modelli.provenienza'), cell: ({ origin }) => t(`modelli.origine.${origin}`) },
    { key: 'rilievi', title: t('modelli.rilievi'), cell: (template) => <FindingCount template={template} /> },
    { key: 'fascicoli', title: t('modelli.fascicoli'), numeric: true, cell: ({ dossiers }) => dossiers },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
