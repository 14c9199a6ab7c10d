import path from 'node:path';
import type { ServiceNames } from './service-file.ts';
import { serviceSlug } from './workbook-kind.ts';

const SMALL = new Set(['for', 'on', 'of', 'and', 'to', 'in']);
const SPELLINGS: Readonly<Record<string, string>> = {
  ai: 'AI', api: 'API', cdn: 'CDN', db: 'DB', dns: 'DNS', hci: 'HCI', hpc: 'HPC', hsm: 'HSM', iot: 'IoT', ip: 'IP', mysql: 'MySQL', netapp: 'NetApp',
  openai: 'OpenAI', postgresql: 'PostgreSQL', sap: 'SAP', signalr: 'SignalR', sql: 'SQL', vm: 'VM', vmware: 'VMware', vpn: 'VPN', wan: 'WAN',
}; // prettier-ignore

/** A first proposal for a service that nobody has named yet. A person reviews it: codes are quoted for ever. */
export function proposeNames(file: string, takenCodes: ReadonlySet<string>): ServiceNames {
  const words = serviceSlug(path.basename(file)).split('-');
  const name = words
    .map((word, index) => SPELLINGS[word] ?? (index > 0 && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
  const telling = words.filter((word) => !['azure', 'microsoft', 'service', 'services'].includes(word) && !SMALL.has(word));
  const letters = (telling.length > 1 ? telling.map((word) => word.slice(0, 2)) : telling.length === 1 ? telling : words)
    .join('')
    .toUpperCase()
    .replace(/^[^A-Z]+/, '');
  const base = (letters.length < 2 ? `${letters}SVC` : letters).slice(0, 7);
  for (let number = 1; ; number++) {
    const code = number === 1 ? base : `${base}${number}`;
    if (!takenCodes.has(code)) return { name, code };
  }
}
