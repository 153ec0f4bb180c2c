/** The one door to the system: forwards each public route to the service that owns it. */
import express from 'express';
import { listen, ready } from '../shared/lifecycle.js';

const app = express().use(express.json());

/**
 * @param {string} publicPath
 * @param {string} target
 */
const forward = (publicPath, target) =>
  app.post(publicPath, async (request, response) => {
    const answer = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: request.get('authorization') ?? '' },
      body: JSON.stringify(request.body),
    });
    response.status(answer.status).json(await answer.json());
  });

forward('/api/users', `${process.env.USER_SERVICE_URL}/users`);
forward('/api/auth/login', `${process.env.USER_SERVICE_URL}/authenticate`);
forward('/api/registrations', `${process.env.REGISTRATION_SERVICE_URL}/registrations`);

ready(await listen(app));
