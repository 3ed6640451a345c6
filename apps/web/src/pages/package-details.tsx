import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Package, packageFileUrl } from '../api/client';
import { dayAndTime, shortDay } from '../format/dates';
import { fileSize } from '../format/numbers';
import { DownloadLink } from '../ui/button';
import { Notice } from '../ui/feedback';
import { Code, Disclosure, Facts, Stack } from '../ui/layout';
import { Table } from '../ui/table';

const shownHashLetters = 12;

/** A package: its hash, size, contents and file. */
export function PackageDetails({ item, dossierId, open = false }: { item: Package; dossierId: string; open?: boolean }): ReactElement {
  const { t } = useTranslation();
  if (item.status !== 'SEALED') return <Notice tone="danger">{item.reason ?? t('pacchetto.senzaMotivo')}</Notice>;
  const facts: [string, ReactElement | string][] = [
    [t('pacchetto.file'), item.fileName],
    [t('pacchetto.impronta'), <Code key="sha256">{item.sha256}</Code>],
    [t('pacchetto.dimensione'), item.bytes === null ? '–' : fileSize(item.bytes)],
    [t('pacchetto.sigillatoIl'), item.sealedAt === null ? '–' : dayAndTime(item.sealedAt)],
  ];
  if (item.retainUntil !== null) facts.push([t('pacchetto.conservato'), shortDay(item.retainUntil)]);
  return (
    <Stack>
      <Facts items={facts} />
      {!open && (
        <div>
          <DownloadLink href={packageFileUrl(dossierId, item.id)} describedAs={item.fileName}>
            {t('pacchetto.scarica')}
          </DownloadLink>
        </div>
      )}
      <Disclosure summary={t('pacchetto.contenuto', { count: item.documents.length })} open={open}>
        <Table
          caption={t('pacchetto.contenuto', { count: item.documents.length })}
          rows={item.documents}
          rowKey={(document) => document.file}
          columns={[
            { key: 'titolo', title: t('pacchetto.colonnaTitolo'), main: true, cell: (document) => document.title },
            { key: 'categoria', title: t('pacchetto.colonnaCategoria'), cell: (document) => document.category },
            { key: 'file', title: t('pacchetto.colonnaFile'), cell: (document) => <Code>{document.file}</Code> },
            { key: 'peso', title: t('pacchetto.colonnaPeso'), numeric: true, cell: (document) => fileSize(document.bytes) },
            {
              key: 'impronta',
              title: t('pacchetto.colonnaImpronta'),
              cell: (document) => <Code short>{document.sha256.slice(0, shownHashLetters)}</Code>,
            },
          ]}
        />
      </Disclosure>
    </Stack>
  );
}
