import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../ui/button';
import { Badge, EmptyState, StatusText } from '../ui/feedback';
import { Muted, Section } from '../ui/layout';
import { Table } from '../ui/table';
import { type ConvenzioneDetail } from './queries';

/** The tenders opened under a convenzione, and whether they may go on. */
export function DossiersUnder({ convenzione }: { convenzione: ConvenzioneDetail }): ReactElement {
  const { t } = useTranslation();
  const { dossiers } = convenzione;
  return (
    <Section id="fascicoli" title={t('convenzioni.fascicoli')}>
      {dossiers.length === 0 ? (
        <EmptyState title={t('convenzioni.nessunFascicolo')} />
      ) : (
        <Table
          caption={t('convenzioni.fascicoli')}
          rows={dossiers}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'oggetto',
              title: t('scrivania.colonnaOggetto'),
              main: true,
              cell: (row) => (
                <>
                  <TextLink strong to="/fascicoli/$dossierId" params={{ dossierId: row.id }}>
                    {row.oggetto}
                  </TextLink>
                  <br />
                  <Muted>{row.codiceAppalto}</Muted>
                </>
              ),
            },
            { key: 'stato', title: t('scrivania.colonnaStato'), cell: (row) => <Badge tone="info">{row.state.label}</Badge> },
            {
              key: 'prosegue',
              title: t('convenzioni.prosegue'),
              cell: (row) =>
                row.prosegue ? (
                  <StatusText tone="success" icon="it-check-circle">
                    {t('modulo.si')}
                  </StatusText>
                ) : (
                  <StatusText tone="danger" icon="it-error">
                    {row.motivo ?? t('modulo.no')}
                  </StatusText>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}
