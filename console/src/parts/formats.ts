// Instants, dates and sizes as people here write them. The server's instants carry China's offset, so
// their text is cut, not converted.
import { officeNow } from './clock';

/** "2026-11-22T09:30:00+08:00" as "2026-11-22 09:30"; empty for nothing. */
export function minutes(instant: string | null | undefined): string {
  return instant ? instant.slice(0, 16).replace('T', ' ') : '';
}

/** The local time of this computer in the same form, without an offset: "2026-11-22T09:30:00". */
export function localStamp(at = new Date()): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** The local day so many days from now, by the clock of the office. */
export function localDay(daysAhead = 0, now = new Date(officeNow())): string {
  const then = new Date(now);
  then.setDate(then.getDate() + daysAhead);
  return localStamp(then).slice(0, 10);
}

export const day = (instant: string | null | undefined): string => (instant ?? '').slice(0, 10);

export function bytes(size: number): string {
  if (size < 1024) return `${size} 字节`;
  return size < 1 << 20 ? `${(size / 1024).toFixed(0)} KB` : `${(size / (1 << 20)).toFixed(1)} MB`;
}

/** How long ago, or until, in the largest unit that fits, by the clock of the office. */
export function apart(instant: string, now = officeNow()): string {
  const seconds = Math.abs(Date.parse(instant) - now) / 1000;
  if (Number.isNaN(seconds)) return '';
  if (seconds < 60) return '刚刚';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} 分钟`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} 小时`;
  return `${Math.floor(seconds / 86_400)} 天`;
}

const kBrowsers: [RegExp, string][] = [
  [/MicroMessenger\/(\d+)/, '微信'],
  [/Edg\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[.\d]* .*Safari/, 'Safari'],
];
const kSystems: [RegExp, string][] = [
  [/HarmonyOS/, '鸿蒙'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];
/** What a browser says of itself, as people call it: "Chrome 120，Windows"; unknown ones as they are, cut short. */
export function browserOf(agent: string): string {
  for (const [pattern, name] of kBrowsers) {
    const found = pattern.exec(agent);
    const system = kSystems.find(([one]) => one.test(agent))?.[1];
    if (found) return `${name} ${found[1]}${system ? `，${system}` : ''}`;
  }
  return agent.length > 40 ? `${agent.slice(0, 40)}…` : agent;
}
