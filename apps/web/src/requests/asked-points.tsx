import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { ComboboxField } from '../ui/combobox';
import { FieldGroup } from '../ui/field-group';
import { SelectField, TextArea } from '../ui/field';
import { Muted, Ordered, Row, Stack } from '../ui/layout';
import { type Suggestions } from './queries';

export interface AskedPoint {
  readonly key: string;
  readonly tipo: 'DOCUMENTO' | 'CAMPO' | 'LIBERO';
  readonly oggetto: string | null;
  readonly testo: string;
  readonly perche: string | null;
}

interface PointsProps {
  readonly points: readonly AskedPoint[];
  readonly suggestions: Suggestions;
  readonly error: string | undefined;
  readonly errorAt: (at: number) => string | undefined;
  readonly onChange: (points: readonly AskedPoint[]) => void;
}

const sorts = ['DOCUMENTO', 'CAMPO', 'LIBERO'] as const;

/** One more thing to ask for. */
function AddPoint({ suggestions, onAdd }: Pick<PointsProps, 'suggestions'> & { onAdd: (point: AskedPoint) => void }): ReactElement {
  const { t } = useTranslation();
  const [tipo, setTipo] = useState<AskedPoint['tipo']>('DOCUMENTO');
  const [oggetto, setOggetto] = useState('');
  const options =
    tipo === 'DOCUMENTO'
      ? suggestions.documenti.map(({ codice, titolo }) => ({ value: codice, label: `${titolo} (${codice})` }))
      : suggestions.campi.map(({ path, label }) => ({ value: path, label }));
  const chosen = options.find(({ value }) => value === oggetto);
  const ready = tipo === 'LIBERO' || chosen !== undefined;
  const add = (): void => {
    if (!ready) return;
    const testo =
      chosen === undefined
        ? ''
        : t(tipo === 'DOCUMENTO' ? 'richieste.nuova.trasmettere' : 'richieste.nuova.compilare', { titolo: chosen.label });
    onAdd({ key: crypto.randomUUID(), tipo, oggetto: tipo === 'LIBERO' ? null : oggetto, testo, perche: null });
    setOggetto('');
  };
  return (
    <Stack gap="sm">
      <SelectField
        id="aggiungi-tipo"
        label={t('richieste.nuova.aggiungi')}
        empty={t('modulo.scegli')}
        options={sorts.map((value) => ({ value, label: t(`richieste.nuova.tipo.${value}`) }))}
        value={tipo}
        onChange={(event) => {
          setTipo(sorts.find((sort) => sort === event.target.value) ?? 'DOCUMENTO');
          setOggetto('');
        }}
      />
      {tipo !== 'LIBERO' && (
        <ComboboxField
          id="aggiungi-oggetto"
          label={t(tipo === 'DOCUMENTO' ? 'richieste.nuova.qualeDocumento' : 'richieste.nuova.qualeCampo')}
          options={options}
          value={oggetto}
          onChange={(value) => {
            setOggetto(value ?? '');
          }}
        />
      )}
      <Row align="baseline">
        <Button small icon="it-plus" aria-disabled={!ready} aria-describedby="aggiungi-manca" onClick={add}>
          {t('richieste.nuova.aggiungiPunto')}
        </Button>
        <span id="aggiungi-manca">
          <Muted>{ready ? '' : t('richieste.nuova.scegliPrima')}</Muted>
        </span>
      </Row>
    </Stack>
  );
}

/** What is missing, point by point: proposed from the dossier, to correct, take out or add to. */
export function AskedPoints({ points, suggestions, error, errorAt, onChange }: PointsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FieldGroup level="group" id="chiedi-punti" legend={t('richieste.nuova.punti')} hint={error ?? t('richieste.nuova.puntiAiuto')}>
      <Stack>
        <Ordered label={t('richieste.nuova.punti')}>
          {points.map((point, at) => (
            <li key={point.key}>
              <Stack gap="sm">
                <TextArea
                  id={`chiedi-punto-${at}`}
                  label={t('richieste.nuova.punto', { numero: at + 1 })}
                  error={errorAt(at)}
                  note={point.perche ?? (point.oggetto === null ? undefined : point.oggetto)}
                  rows={2}
                  maxLength={1000}
                  value={point.testo}
                  onChange={(event) => {
                    onChange(points.map((other) => (other.key === point.key ? { ...other, testo: event.target.value } : other)));
                  }}
                />
                <Row>
                  <Button
                    small
                    look="quiet"
                    icon="it-delete"
                    onClick={() => {
                      onChange(points.filter(({ key }) => key !== point.key));
                    }}
                  >
                    {t('richieste.nuova.togli', { numero: at + 1 })}
                  </Button>
                </Row>
              </Stack>
            </li>
          ))}
        </Ordered>
        <AddPoint
          suggestions={suggestions}
          onAdd={(point) => {
            onChange([...points, point]);
          }}
        />
      </Stack>
    </FieldGroup>
  );
}
