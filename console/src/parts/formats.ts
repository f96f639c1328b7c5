// Instants, dates and sizes as people here write them. The server's instants carry China's offset, so
// their text is cut, not converted.

/** "2026-11-22T09:30:00+08:00" as "2026-11-22 09:30"; empty for nothing. */
export function minutes(instant: string | null | undefined): string {
  return instant ? instant.slice(0, 16).replace('T', ' ') : '';
}

export const day = (instant: string | null | undefined): string => (instant ?? '').slice(0, 10);

export function bytes(size: number): string {
  if (size < 1024) return `${size} 字节`;
  return size < 1 << 20 ? `${(size / 1024).toFixed(0)} KB` : `${(size / (1 << 20)).toFixed(1)} MB`;
}

/** How long ago, or until, in the largest unit that fits. */
export function apart(instant: string, now = Date.now()): string {
  const seconds = Math.abs(Date.parse(instant) - now) / 1000;
  if (Number.isNaN(seconds)) return '';
  if (seconds < 60) return '刚刚';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} 分钟`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} 小时`;
  return `${Math.floor(seconds / 86_400)} 天`;
}
