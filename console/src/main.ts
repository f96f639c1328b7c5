// Starts the console.
import 'element-plus/es/components/base/style/css';
import './style.css';

import { createApp } from 'vue';

import App from './App.vue';
import { router } from './router';

createApp(App).use(router).mount('#app');
