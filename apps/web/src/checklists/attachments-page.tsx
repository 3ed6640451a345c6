import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type TFunction } from 'i18next';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { expenseFileTypes, fileTypeTitle } from '@gare/domain/rendicontazione/expense-files';
import { type ReportSheet } from '@gare/domain/rendicontazione/report';
import { sheetQuery } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime, shortDay } from '../format/dates';
import { fileSize } from '../format/numbers';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { DayField } from '../ui/day-field';
import { SelectField, TextField, type Option } from '../ui/field';
import { Muted, Section, Stack } from '../ui/layout';
import { Table } from '../ui/table';
import { AttachFile } from './attach-file';
import { attachmentsQuery, type Attachment } from './queries';
import { WithdrawButton } from './withdraw-button';

/** The rows files belong to, with the words people know them by. */
function placesOf(sheet: ReportSheet, t: TFunction): readonly Option[] {
  return [
    ...(sheet.spese ?? []).map((row) => ({
      value: `spese/${row.id}`,
      label: t('allegati.spesa', { nome: row.fatturaNumero ?? row.descrizione ?? row.id }),
    })),
    ...(sheet.contratti ?? []).map((row) => ({
      value: `contratti/${row.id}`,
      label: t('allegati.contratto', { nome: row.cig ?? row.id }),
    })),
    ...(sheet.obiettivi ?? []).map((row) => ({
      value: `obiettivi/${row.id}`,
      label: t('allegati.obiettivo', { nome: row.descrizione ?? row.id }),
    })),
  ];
}

function NewAttachment({ dossierId, places }: { dossierId: string; places: readonly Option[] }): ReactElement {
  const { t } = useTranslation();
  const [place, setPlace] = useState('');
  const [type, setType] = useState('');
  const [protocol, setProtocol] = useState('');
  const [registeredOn, setRegisteredOn] = useState('');
  const more = { ...(protocol === '' ? {} : { protocol }), ...(registeredOn === '' ? {} : { registeredOn }) };
  return (
    <Stack gap="sm">
      <SelectField
        id="allegato-riga"
        label={t('allegati.riga')}
        empty={t('allegati.scegliRiga')}
        options={places}
        value={place}
        onChange={(event) => {
          setPlace(event.target.value);
        }}
      />
      <SelectField
        id="allegato-tipo"
        label={t('allegati.tipo')}
        hint={t('allegati.tipoAiuto')}
        empty={t('allegati.scegliTipo')}
        options={expenseFileTypes.map(({ code, title }) => ({ value: code, label: title }))}
        value={type}
        onChange={(event) => {
          setType(event.target.value);
        }}
      />
      <TextField
        id="allegato-protocollo"
        label={t('allegati.protocollo')}
        value={protocol}
        onChange={(event) => {
          setProtocol(event.target.value);
        }}
      />
      <DayField id="allegato-data" label={t('allegati.data')} value={registeredOn} onChange={setRegisteredOn} />
      {place === '' || type === '' ? (
        <Muted>{t('allegati.primaScegli')}</Muted>
      ) : (
        <AttachFile dossierId={dossierId} place={place} type={type} name={fileTypeTitle(type)} more={more} />
      )}
    </Stack>
  );
}

function Attachments({
  dossierId,
  items,
  places,
  writable,
}: {
  dossierId: string;
  items: readonly Attachment[];
  places: readonly Option[];
  writable: boolean;
}): ReactElement {
  const { t } = useTranslation();
  if (items.length === 0) return <EmptyState title={t('allegati.nessuno')} />;
  const placeName = (place: string): string => places.find(({ value }) => value === place)?.label ?? place.replaceAll('/', ' › ');
  return (
    <Table
      caption={t('allegati.titolo')}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'file',
          title: t('allegati.file'),
          main: true,
          cell: ({ id, fileName, bytes }) => (
            <>
              <a href={`/api/dossiers/${dossierId}/attachments/${id}/file`} download>
                {fileName}
              </a>{' '}
              <Muted>{fileSize(bytes)}</Muted>
            </>
          ),
        },
        { key: 'riga', title: t('allegati.riga'), cell: ({ place }) => placeName(place) },
        { key: 'tipo', title: t('allegati.tipo'), cell: ({ type }) => fileTypeTitle(type) },
        {
          key: 'letto',
          title: t('allegati.letto'),
          cell: ({ invoice }) =>
            invoice === null
              ? '–'
              : t('allegati.fattura', {
                  numero: invoice.numero,
                  data: shortDay(invoice.data),
                  totale: invoice.totale.replace('.', ','),
                  cup: invoice.cup.join(', ') || t('allegati.senza'),
                  cig: invoice.cig.join(', ') || t('allegati.senza'),
                }),
        },
        {
          key: 'stato',
          title: t('allegati.stato'),
          cell: (row) =>
            row.withdrawn !== null ? (
              t('allegati.ritirato', { quando: dayAndTime(row.withdrawn.at), motivo: row.withdrawn.reason })
            ) : writable ? (
              <WithdrawButton dossierId={dossierId} attachment={row} />
            ) : (
              t('allegati.inVigore')
            ),
        },
      ]}
    />
  );
}

/** Files of expenses, contracts and targets: what is there, what was read of invoices, and adding one. */
export function AttachmentsPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/allegati' });
  const attachments = useQuery(attachmentsQuery(dossierId));
  const sheet = useQuery(sheetQuery(dossierId));
  const places = placesOf(sheet.data?.values ?? {}, t);
  const { data } = attachments;
  return (
    <Stack>
      <p>{t('allegati.spiegazione')}</p>
      {attachments.isPending && <Skeleton rows={6} />}
      {attachments.error && (
        <TroubleNotice
          trouble={troubleOf(attachments.error)}
          retrying={attachments.isFetching}
          onRetry={() => void attachments.refetch()}
        />
      )}
      {data && (
        <>
          <Section id="allegati" title={t('allegati.titolo')}>
            <Attachments dossierId={dossierId} items={data.items} places={places} writable={data.whyNot === null} />
          </Section>
          <Section id="nuovo-allegato" title={t('allegati.nuovo')}>
            {data.whyNot === null ? <NewAttachment dossierId={dossierId} places={places} /> : <Notice tone="info">{data.whyNot}</Notice>}
          </Section>
        </>
      )}
    </Stack>
  );
}
