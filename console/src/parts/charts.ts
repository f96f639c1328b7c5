// Bars and a line drawn with ECharts, of which only these parts are taken in. Tool tips are drawn on
// the canvas: as HTML they would carry inline styles, which the security policy refuses.
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

export type Point = [name: string, count: number];

const kInk = '#3d434d';
const kAccent = '#0b5394';

function optionOf(kind: 'bars' | 'line', points: Point[]) {
  const names = {
    type: 'category' as const,
    data: points.map(([name]) => name),
    axisLabel: { color: kInk },
    axisTick: { show: false },
  };
  const counts = { type: 'value' as const, minInterval: 1, axisLabel: { color: kInk } };
  const data = points.map(([, count]) => count);
  const flat = kind === 'bars';
  return {
    animation: false,
    grid: { left: 8, right: 36, top: 16, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis' as const, renderMode: 'richText' as const },
    xAxis: flat ? counts : names,
    yAxis: flat ? { ...names, inverse: true } : counts,
    series: [
      flat
        ? {
            type: 'bar' as const,
            data,
            barMaxWidth: 22,
            itemStyle: { color: kAccent },
            label: { show: true, position: 'right' as const, color: kInk },
          }
        : {
            type: 'line' as const,
            data,
            symbolSize: 7,
            lineStyle: { color: kAccent },
            itemStyle: { color: kAccent },
            areaStyle: { color: kAccent, opacity: 0.08 },
          },
    ],
  };
}

/** Draws into an element until the returned function is called. */
export function draw(place: HTMLElement, kind: 'bars' | 'line', points: Point[]): () => void {
  const chart = init(place);
  chart.setOption(optionOf(kind, points));
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(place);
  return () => {
    watcher.disconnect();
    chart.dispose();
  };
}
