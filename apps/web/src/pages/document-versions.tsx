import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { documentFileUrl } from '../api/client';
import { versionsQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { fileSize } from '../format/numbers';
import { DownloadLink, TextLink } from '../ui/button';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { Code, HiddenText } from '../ui/layout';
import { Table } from '../ui/table';

const shownHashLetters = 12;

/** Every version ever made or uploaded; none is deleted. */
export function DocumentVersions({ dossierId, code }: { dossierId: string; code: string }): ReactElement {
  const { t } = useTranslation();
  const versions = useQuery(versionsQuery(dossierId, code));
  if (versions.isPending) return <Skeleton rows={2} />;
  if (versions.error) return <TroubleNotice trouble={troubleOf(versions.error)} onRetry={() => void versions.refetch()} />;
  return (
    <Table
      caption={t('documenti.elencoVersioni')}
      rows={versions.data.items}
      rowKey={(version) => String(version.version)}
      columns={[
        { key: 'n', title: t('documenti.colonnaVersione'), main: true, cell: (version) => t('documenti.versione', { n: version.version }) },
        { key: 'origine', title: t('documenti.colonnaOrigine'), cell: (version) => t(`documenti.origine.${version.origin}`) },
        { key: 'quando', title: t('documenti.colonnaQuando'), cell: (version) => `${dayAndTime(version.createdAt)}, ${version.createdBy}` },
        { key: 'peso', title: t('documenti.colonnaPeso'), numeric: true, cell: (version) => fileSize(version.bytes) },
        {
          key: 'impronta',
          title: t('documenti.colonnaImpronta'),
          cell: (version) => <Code short>{version.sha256.slice(0, shownHashLetters)}</Code>,
        },
        {
          key: 'file',
          title: t('documenti.colonnaFile'),
          cell: (version) =>
            version.formats.map((format) => (
              <DownloadLink
                key={format}
                href={documentFileUrl({ dossierId, code, version: version.version, format })}
                describedAs={t('documenti.versione', { n: version.version })}
              >
                {t(`documenti.formato.${format}`)}
              </DownloadLink>
            )),
        },
        {
          key: 'confronto',
          title: t('documenti.colonnaConfronto'),
          cell: ({ version }) =>
            version > 1 && (
              <TextLink
                to="/fascicoli/$dossierId/documenti/$code/confronto"
                params={{ dossierId, code }}
                search={{ versione: version, con: version - 1 }}
              >
                {t('documenti.conPrecedente')}
                <HiddenText>: {t('documenti.versione', { n: version })}</HiddenText>
              </TextLink>
            ),
        },
      ]}
    />
  );
}
